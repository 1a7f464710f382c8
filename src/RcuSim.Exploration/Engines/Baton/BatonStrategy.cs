namespace RcuSim.Exploration;

/// <summary>One of the baton engine's strategies.</summary>
/// <param name="Name">The name used on the command line.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Make">Makes one.</param>
internal sealed record BatonStrategy(string Name, string Summary, Func<IStrategy> Make)
{
    /// <summary>All of them; the first is the default.</summary>
    public static IReadOnlyList<BatonStrategy> All { get; } =
    [
        new("portfolio", "random and pct of depth 2 to 4 by turns", () => new PortfolioStrategy(
            new RandomStrategy(), new PctStrategy(2), new PctStrategy(3), new PctStrategy(4))),
        new("random", "uniform among the threads that can run", () => new RandomStrategy()),
        new("pct", "priorities with two change points", () => new PctStrategy(3)),
    ];

    /// <summary>Makes the strategy of a name.</summary>
    public static IStrategy Create(string name) => All.First(s => s.Name == name).Make();
}
