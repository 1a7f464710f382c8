namespace RcuSim.Exploration;

/// <summary>Every engine.</summary>
public static class EngineCatalogue
{
    private static readonly TimeSpan quarterMinute = TimeSpan.FromSeconds(15);

    /// <summary>Our own: pooled threads that pass one baton.</summary>
    public static Engine Baton { get; } = new(
        "baton",
        "our own: pooled threads that pass one baton",
        [.. BatonStrategy.All.Select(s => new EngineStrategy(s.Name, s.Summary))],
        new(20_000, quarterMinute),
        (options, strategy) => new BatonExplorer(options, BatonStrategy.Create(strategy)));

    /// <summary>Microsoft Coyote.</summary>
    public static Engine Coyote { get; } = new(
        "coyote",
        "Microsoft Coyote",
        [.. CoyoteStrategy.All.Select(s => new EngineStrategy(s.Name, s.Summary))],
        new(1_000, quarterMinute),
        (options, strategy) => new CoyoteExplorer(options, CoyoteStrategy.Find(strategy)));

    /// <summary>All of them, in the order in which they run by default.</summary>
    public static IReadOnlyList<Engine> All { get; } = [Baton, Coyote];

    /// <summary>Finds an engine by name; null if there is none.</summary>
    public static Engine? Find(string name) => All.FirstOrDefault(engine => engine.Name == name);
}
