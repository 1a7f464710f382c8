using System.Diagnostics;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.Rewriting;
using Microsoft.Coyote.SystematicTesting;
using RcuSim.Machine;
using Xunit.Abstractions;
using ControlledThread = Microsoft.Coyote.Rewriting.Types.Threading.Thread;

namespace RcuSim.Tests.Coyote.Rewritten;

/// <summary>
/// Runs a body under Coyote, many times, each time with another schedule of its threads. The body may use
/// the native machine as on any real thread: the rewritten library gives control back at each volatile or
/// atomic access, lock, wait, thread and task.
/// </summary>
internal static class Exploration
{
    private const uint PriorityChanges = 10;
    private const uint StepBound = 20_000;

    /// <summary>
    /// Two seeds far apart: Coyote draws its n-th schedule from the seed plus n, so that near seeds share
    /// nearly all of theirs.
    /// </summary>
    public static TheoryData<uint> Seeds() => [1, 1_000_001];

    /// <summary>Runs all schedules; fails if one is bad, too long or not wholly under control.</summary>
    public static void IsClean(ITestOutputHelper output, uint seed, uint schedules, Action body)
    {
        var report = Run(output, seed, schedules, body);
        Assert.Equal(0, report.NumOfFoundBugs);
        Assert.Equal(schedules, (uint)(report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths));
    }

    /// <summary>Runs schedules until one is bad; fails if none is, or for another reason.</summary>
    public static void Finds(string reason, ITestOutputHelper output, uint seed, uint schedules, Action body)
    {
        var report = Run(output, seed, schedules, body);
        Assert.Contains(reason, Assert.Single(report.BugReports), StringComparison.Ordinal);
    }

    /// <summary>Runs bodies on controlled threads, to the end of all of them.</summary>
    public static void Threads(params Action[] bodies)
    {
        var threads = Array.ConvertAll(bodies, body => ControlledThread.Create(new ThreadStart(body)));
        Array.ForEach(threads, ControlledThread.Start);
        Array.ForEach(threads, ControlledThread.Join);
    }

    private static TestReport Run(ITestOutputHelper output, uint seed, uint schedules, Action body)
    {
        long start = Stopwatch.GetTimestamp();
        Assert.True(
            RewritingEngine.IsAssemblyRewritten(typeof(NativeSystem).Assembly), "RcuSim is not rewritten");
        using var engine = TestingEngine.Create(Configure(seed, schedules), body);
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
        engine.Run();
        var report = engine.TestReport;
        int paths = report.NumOfExploredFairPaths + report.NumOfExploredUnfairPaths;
        long steps = report.TotalExploredFairSteps + report.TotalExploredUnfairSteps;
        output.WriteLine(
            $"seed {seed}: {paths} schedules, {steps / Math.Max(paths, 1)} steps each, "
            + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:f1} s; "
            + (report.BugReports.FirstOrDefault() is { } bug ? $"last one bad: {bug.Trim()}" : "none bad"));
        Assert.Empty(report.InternalErrors);
        Assert.Empty(report.UncontrolledInvocations);
        Assert.Equal(0, report.MaxFairStepsHitInFairTests);
        Assert.Equal(0, report.MaxUnfairStepsHitInUnfairTests);
        return report;
    }

    private static Configuration Configure(uint seed, uint schedules) => Configuration.Create()
        .WithTestingIterations(schedules)
        .WithRandomGeneratorSeed(seed)
        .WithPrioritizationStrategy(isFair: true, priorityChangeBound: PriorityChanges)
        .WithTelemetryEnabled(false)
        .WithConsoleLoggingEnabled(false)
        .WithPartiallyControlledConcurrencyAllowed(false)
        .WithSystematicFuzzingFallbackEnabled(false)
        .WithAtomicOperationRaceCheckingEnabled(true)
        .WithVolatileOperationRaceCheckingEnabled(true)
        .WithLockAccessRaceCheckingEnabled(true)
        .WithDeadlockTimeout(30_000)
        .WithMaxSchedulingSteps(StepBound);
}
