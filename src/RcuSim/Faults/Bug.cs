namespace RcuSim.Faults;

/// <summary>What is known about a bug switch.</summary>
/// <param name="Switch">The switch.</param>
/// <param name="Slug">A short name for lists.</param>
/// <param name="Title">One sentence: what is broken.</param>
/// <param name="History">Where the kernel had it: versions, fix, CVE; or where the misuse comes from.</param>
/// <param name="Scenario">The scenario in which <c>check --bug</c> looks for it unless told
/// otherwise.</param>
public sealed record Bug(BugSwitch Switch, string Slug, string Title, string History, string Scenario)
{
    /// <summary>The identifier used on the command line, for example <c>A1</c>.</summary>
    public string Id => Switch.ToString();
}
