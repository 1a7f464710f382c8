using System.Reflection;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Mutation;

/// <summary>What the mutants have to pass.</summary>
internal static class Probes
{
    private const int Schedules = 1000;
    private const int HuntedSchedules = 20_000;

    // After what is latent a campaign goes on in any case.
    private const int LatentSchedules = 100;

    // Real threads may meet or not; soaks and recordings take long, as do most schedules of tests/Coyote.
    private static readonly string[] leftOut = ["Native", "Litmus", "Soak", "Golden"];
    private static readonly string[] explored = ["VmaLockTests", "TreeOracleTests", "InterruptionTests"];

    /// <summary>All of them, in the order in which a mutant has to pass them.</summary>
    public static IReadOnlyList<Probe> All { get; } =
    [
        .. ScenarioCatalogue.All.Select(info => new Probe(
            $"scenario {info.Name}", () => Clean(info.Name, info.FailurePlan))),
        new("scenario fork-scanner, fork fails", () => Clean("fork-scanner", "fork/*#*")),
        .. Gallery.All.Select(bug => new Probe($"hunt {bug.Id}", () => Hunt(bug))),
        .. Tests("Unit").Where(type => !leftOut.Any(type.FullName!.Contains)).Select(Of),
        .. Tests("Coyote").Where(type => explored.Contains(type.Name)).Select(Of),
    ];

    private static IEnumerable<Type> Tests(string project) =>
        Assembly.Load($"RcuSim.Tests.{project}").GetExportedTypes()
            .Where(type => type.Name.EndsWith("Tests"))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static Probe Of(Type type) =>
        new($"tests {type.FullName!["RcuSim.Tests.".Length..]}", new TestClass(type).Run);

    /// <summary>A scenario stays clean.</summary>
    private static string? Clean(string name, string failures)
    {
        var plan = failures.Length > 0 ? FailurePlan.Parse(failures, out _)! : FailurePlan.None;
        var result = Run(ScenarioCatalogue.Create(name, new()), [], plan, Schedules);
        return result.Finding is { } finding ? $"{finding.Violation.Kind}"
            : result.Verdict == Verdict.Pass ? null
            : $"{result.Gap?.Kind}";
    }

    /// <summary>A bug of the gallery is caught for the reason that is written there.</summary>
    private static string? Hunt(Bug bug)
    {
        var creation = ScenarioCatalogue.Create(bug.Scenario, new() { Regime = bug.Regime });
        long most = bug.Expected.Any(kind => kind.IsLatent) ? LatentSchedules : HuntedSchedules;
        var result = Run(creation, [bug.Switch], FailurePlan.None, most);
        return result.Finding?.Violation.Kind is not { } kind ? "not caught"
            : bug.Expected.Contains(kind) ? null
            : $"caught as {kind}";
    }

    private static CampaignResult Run(
        ScenarioCreation creation, BugSet bugs, FailurePlan plan, long schedules)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = creation.Scenario!,
            Bugs = bugs,
            Failures = plan,
            Schedules = schedules,
            MostSilence = TimeSpan.FromSeconds(2),
        });
        return campaign.Run();
    }
}
