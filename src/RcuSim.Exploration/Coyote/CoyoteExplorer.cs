using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using ControlledThread = Microsoft.Coyote.Rewriting.Types.Threading.Thread;

namespace RcuSim.Exploration;

/// <summary>
/// Explores under Microsoft Coyote: each simulated thread is a Coyote-controlled thread. A fresh testing
/// engine is made for each batch, since an engine keeps every path it explored.
/// </summary>
public sealed class CoyoteExplorer : IExplorer
{
    private const int Batch = 2000;
    private readonly CoyoteStrategy strategy;

    /// <summary>Creates an explorer of an execution.</summary>
    public CoyoteExplorer(OnlineExecution execution, CoyoteStrategy strategy)
    {
        Execution = execution;
        this.strategy = strategy;
    }

    /// <inheritdoc/>
    public OnlineExecution Execution { get; }

    /// <inheritdoc/>
    public void Explore(ulong seed, Func<bool> visit)
    {
        var switcher = new CoyoteSwitcher(Execution);
        bool goOn = true;
        for (long batch = 0; goOn; batch++)
        {
            var configuration = strategy.Configure(Configure(Batch))
                .WithRandomGeneratorSeed((uint)SplitMix.Derive(seed, batch));
            Run(configuration, switcher, () => new CoyoteDecisions(), () => goOn = visit());
        }
    }

    /// <inheritdoc/>
    public bool Replay(Schedule schedule)
    {
        var switcher = new CoyoteReplaySwitcher(Execution, schedule.Steps);
        var decisions = new RecordedDecisions(schedule.Choices);
        Run(Configure(1).WithRandomStrategy(), switcher, () => decisions, () => false);
        return !switcher.Diverged;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Configuration Configure(int iterations) => Configuration.Create()
        .WithTestingIterations((uint)iterations)
        .WithTelemetryEnabled(false)
        .WithConsoleLoggingEnabled(false)
        .WithPartiallyControlledConcurrencyAllowed(false)
        .WithDeadlockTimeout(30_000)
        .WithMaxSchedulingSteps(1_000_000);

    private void Run(
        Configuration configuration, ISwitcher switcher, Func<IDecisionSource> decisions, Func<bool> visit)
    {
        TestingEngine? engine = null;
        engine = TestingEngine.Create(configuration, () =>
        {
            RunOnce(switcher, decisions());
            if (!visit())
            {
                engine!.Stop();
            }
        });
        using (engine)
        {
            engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
            engine.Run();
            if (engine.TestReport.NumOfFoundBugs > 0)
            {
                throw new InvalidOperationException(
                    $"Coyote reports of our own harness: {engine.TestReport.BugReports.FirstOrDefault()}");
            }
        }
    }

    private void RunOnce(ISwitcher switcher, IDecisionSource decisions)
    {
        Execution.Restart(switcher, decisions);
        var threads = new List<Thread>();
        foreach (var slot in Execution.Slots)
        {
            threads.Add(ControlledThread.Create(() =>
            {
                Execution.RunBody(slot);
                Execution.CheckDeadlock();
            }));
        }

        threads.ForEach(ControlledThread.Start);
        threads.ForEach(ControlledThread.Join);
        Execution.Complete();
    }
}
