using Microsoft.Coyote;

namespace RcuSim.Exploration;

/// <summary>One of Coyote's public strategies.</summary>
/// <param name="Name">The name used on the command line.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Configure">Selects it in a configuration.</param>
internal sealed record CoyoteStrategy(
    string Name, string Summary, Func<Configuration, Configuration> Configure)
{
    /// <summary>All of them; the first is the default.</summary>
    public static IReadOnlyList<CoyoteStrategy> All { get; } =
    [
        new("portfolio", "Coyote's fair portfolio of the first four below", c => c),
        new("random", "uniform among the threads that can run", c => c.WithRandomStrategy()),
        new("probabilistic", "stays on a thread with probability 7/8", c => c.WithProbabilisticStrategy(3)),
        new("pct", "priorities with a few change points", c => c.WithPrioritizationStrategy(false, 3)),
        new("delay-bounding", "round robin with a few delays", c => c.WithDelayBoundingStrategy(false, 3)),
        new("q-learning", "learns to reach unseen states", c => c.WithQLearningStrategy()),
    ];

    /// <summary>The strategy of a name.</summary>
    public static CoyoteStrategy Find(string name) => All.First(s => s.Name == name);
}
