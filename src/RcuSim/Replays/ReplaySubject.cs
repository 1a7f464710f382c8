namespace RcuSim.Replays;

/// <summary>What a replay file is about: enough to build the same scenario again.</summary>
public sealed record ReplaySubject
{
    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Its parameters, as text, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The lines of the memory layout, in the form of <c>/proc/PID/maps</c>; empty if built in.
    /// </summary>
    public IReadOnlyList<string> Layout { get; init; } = [];

    /// <summary>The identifiers of the bugs that are switched on.</summary>
    public IReadOnlyList<string> Bugs { get; init; } = [];

    /// <summary>The failure plan, as written on the command line; empty for none.</summary>
    public string Failures { get; init; } = "";
}
