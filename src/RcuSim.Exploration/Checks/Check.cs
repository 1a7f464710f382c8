using RcuSim.Explaining;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>
/// Checks a scenario in a test: prints what it saw, and throws if that is not what was expected.
/// </summary>
public static class Check
{
    private static readonly TimeSpan mostSilence = TimeSpan.FromSeconds(10);

    /// <summary>Runs one engine after the other: until one finds something, or all.</summary>
    /// <param name="request">What to check.</param>
    /// <param name="progress">Called after each schedule.</param>
    /// <param name="cancellation">Ends the check early; what was covered and found is kept.</param>
    internal static CheckResult Run(
        CheckRequest request,
        Action<EnginePlan, Coverage>? progress = null,
        CancellationToken cancellation = default)
    {
        var campaigns = new List<CampaignResult>();
        foreach (var plan in request.Plans)
        {
            using var campaign = new Campaign(Options(request, plan), cancellation);
            campaigns.Add(campaign.Run(
                progress is null ? null : coverage => progress(plan, coverage), cancellation));
            bool suffices = campaigns[^1].Finding is not null && !request.IsThorough;
            if (suffices || cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        return new(request, campaigns);
    }

    /// <summary>
    /// Expects that a scenario breaks no rule, and that this says something: a run that is inconclusive
    /// (see <see cref="GapKind"/>) does not pass.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">How to check it; null for the defaults.</param>
    /// <param name="output">Where the story goes; null for the console.</param>
    /// <returns>What was covered.</returns>
    /// <exception cref="CheckException">A rule was broken, or nothing was proved.</exception>
    /// <exception cref="ScenarioException">Something is wrong with the scenario itself.</exception>
    public static CheckResult Passes(
        Scenario scenario, CheckOptions? options = null, TextWriter? output = null) =>
        new CheckCase(scenario, options, output).Passes();

    /// <summary>Expects that a scenario breaks a rule.</summary>
    /// <param name="scenario">The scenario, with a mistake in it.</param>
    /// <param name="kind">The kind of the rule, for example <see cref="ViolationKind.UseAfterFree"/>.</param>
    /// <param name="options">How to check it; null for the defaults.</param>
    /// <param name="output">Where the story goes; null for the console.</param>
    /// <returns>What was found; it is saved as a replay file too.</returns>
    /// <exception cref="CheckException">No rule was broken, or one of another kind.</exception>
    /// <exception cref="ScenarioException">Something is wrong with the scenario itself.</exception>
    public static Finding Catches(
        Scenario scenario, ViolationKind kind, CheckOptions? options = null, TextWriter? output = null) =>
        new CheckCase(scenario, options, output).Catches(kind);

    /// <summary>
    /// Expects that a replay file shows its violation again, step by step. Good for a debugger, and as a
    /// test of a planted bug; of a bug that was mended it says at which step the code differs now.
    /// </summary>
    /// <param name="file">The path of the file.</param>
    /// <param name="scenario">The scenario it is about; null: the built-in one that it names.</param>
    /// <param name="options">The first of its engines follows the file; null for the defaults.</param>
    /// <param name="output">Where the story goes; null for the console.</param>
    /// <returns>The same violation.</returns>
    /// <exception cref="CheckException">The file cannot be read, or does not fit the scenario.</exception>
    /// <exception cref="ScenarioException">Something is wrong with the scenario itself.</exception>
    public static Finding Replay(
        string file, Scenario? scenario = null, CheckOptions? options = null, TextWriter? output = null) =>
        ReplayCase.Run(file, scenario, options ?? new(), output ?? Console.Out);

    /// <summary>
    /// Runs a scenario on real threads, at full speed. No rule is watched there: what is noticed is a body
    /// that throws, or does not come back for ten seconds, memory that is freed twice, written to while free,
    /// or never freed.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="rounds">How often it runs, from setup to teardown.</param>
    /// <exception cref="CheckException">One of these.</exception>
    public static void RunsNatively(Scenario scenario, int rounds = 1000) =>
        NativeRounds.Run(scenario, rounds, mostSilence);

    private static CampaignOptions Options(CheckRequest request, EnginePlan plan) =>
        new(request.Subject.ToOptions(request.Oracles))
        {
            Engine = plan.Engine,
            Strategy = plan.Strategy,
            Schedules = plan.Budget.Schedules,
            Time = plan.Budget.Time,
            Seed = request.Seed,
        };
}
