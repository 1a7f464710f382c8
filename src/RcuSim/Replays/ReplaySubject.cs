namespace RcuSim.Replays;

/// <summary>What a replay file is about: enough to build the same scenario again.</summary>
internal sealed class ReplaySubject
{
    /// <summary>Creates a subject: a scenario as it is by itself.</summary>
    internal ReplaySubject(string scenario) => Scenario = scenario;

    /// <summary>The scenario's name.</summary>
    public string Scenario { get; }

    /// <summary>Its parameters, as text, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; internal init; } =
        new Dictionary<string, string>();

    /// <summary>
    /// The lines of the memory layout, in the form of <c>/proc/PID/maps</c>; empty if built in.
    /// </summary>
    public IReadOnlyList<string> Layout { get; internal init; } = [];

    /// <summary>The identifiers of the bugs that are switched on.</summary>
    public IReadOnlyList<string> Bugs { get; internal init; } = [];

    /// <summary>The failure plan, as written on the command line; empty for none.</summary>
    public string Failures { get; internal init; } = "";
}
