using System.Runtime.ExceptionServices;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;

namespace RcuSim.Exploration;

/// <summary>
/// Explores under Microsoft Coyote: each simulated thread is a Coyote-controlled thread. A fresh testing
/// engine is made for each batch, since an engine keeps every path it explored.
/// </summary>
internal sealed class CoyoteExplorer : IExplorer
{
    private const int Batch = 2000;
    private readonly OnlineExecution execution;
    private readonly CoyoteStrategy strategy;

    /// <summary>Sets a scenario up.</summary>
    public CoyoteExplorer(ExecutionOptions options, CoyoteStrategy strategy)
    {
        execution = new(options);
        this.strategy = strategy;
    }

    /// <inheritdoc/>
    public void Explore(ulong seed, Func<ExecutionResult, bool> visit)
    {
        if (execution.HasEnded)
        {
            visit(execution.Complete());
            return;
        }

        bool goOn = true;
        for (long batch = 0; goOn; batch++)
        {
            var configuration = strategy.Configure(Configure(Batch))
                .WithRandomGeneratorSeed((uint)SplitMix.Derive(seed, batch));
            Run(configuration, () =>
            {
                var threads = new CoyoteThreads(execution, new CoyoteSwitcher(execution));
                execution.Restart(threads, new CoyoteDecisions());
                threads.RunBodies();
                return goOn = visit(execution.Complete());
            });
        }
    }

    /// <inheritdoc/>
    public ExecutionResult Replay(Witness witness)
    {
        var schedule = Schedule.From(witness);
        if (execution.HasEnded)
        {
            return execution.Complete();
        }

        var switcher = new CoyoteReplaySwitcher(execution, schedule.Steps);
        ExecutionResult? result = null;
        Run(Configure(1).WithRandomStrategy(), () =>
        {
            var threads = new CoyoteThreads(execution, switcher);
            execution.Restart(threads, new RecordedDecisions(schedule.Choices), schedule);
            threads.RunBodies();
            result = execution.Complete(fits: !switcher.Diverged);
            return false;
        });
        return result!;
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

    private static void Run(Configuration configuration, Func<bool> runOnce)
    {
        TestingEngine? engine = null;
        ExceptionDispatchInfo? error = null;
        engine = TestingEngine.Create(configuration, () =>
        {
            bool goOn = false;
            try
            {
                goOn = runOnce();
            }
            catch (Exception broken) when (broken is not ThreadInterruptedException)
            {
                // Coyote unwinds its own threads by interruption; all else is our caller's.
                error = ExceptionDispatchInfo.Capture(broken);
            }

            if (!goOn)
            {
                engine!.Stop();
            }
        });
        using (engine)
        {
            engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None));
            engine.Run();
            error?.Throw();
            if (engine.TestReport.NumOfFoundBugs > 0)
            {
                throw new InvalidOperationException(
                    $"Coyote reports of our own harness: {engine.TestReport.BugReports.FirstOrDefault()}");
            }
        }
    }
}
