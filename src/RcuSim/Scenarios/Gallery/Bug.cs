using RcuSim.Explaining;
using RcuSim.Faults;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>A row of the <see cref="Gallery"/>: what is known about a bug switch.</summary>
internal sealed class Bug
{
    /// <summary>The switch.</summary>
    public required BugSwitch Switch { get; init; }

    /// <summary>One sentence: what is broken.</summary>
    public required string Title { get; init; }

    /// <summary>Where the kernel had it: versions, fix, CVE; or where the misuse comes from.</summary>
    public required string History { get; init; }

    /// <summary>
    /// The scenario in which <c>check --bug</c> looks for it by default. Without the bug it is
    /// clean: the control.
    /// </summary>
    public required string Scenario { get; init; }

    /// <summary>What catches it there: a violation of any of these kinds.</summary>
    public required IReadOnlyList<ViolationKind> Expected { get; init; }

    /// <summary>How fork copies and cleans up there.</summary>
    public ForkRegime Regime { get; init; } = ForkRegime.V3;

    /// <summary>The identifier on the command line and in replay files, for example <c>A11</c>.</summary>
    public string Id => Switch.Id();

    /// <summary>The name used in lists and in code, for example <c>dead-before-publish</c>.</summary>
    public string Slug => Switch.Slug();
}
