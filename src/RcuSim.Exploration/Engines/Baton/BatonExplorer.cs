using RcuSim.History;

namespace RcuSim.Exploration;

/// <summary>Explores on the baton engine.</summary>
internal sealed class BatonExplorer : IExplorer
{
    private readonly OnlineExecution execution;
    private readonly IStrategy strategy;
    private readonly BatonRunner runner;

    /// <summary>Sets a scenario up.</summary>
    public BatonExplorer(ExecutionOptions options, IStrategy strategy)
    {
        execution = new(options);
        this.strategy = strategy;
        runner = new(execution);
    }

    /// <summary>The log and what follows from it, of the execution that ran last.</summary>
    public ExecutionHistory History => execution.History;

    /// <summary>The threads.</summary>
    public IReadOnlyList<ThreadSlot> Slots => execution.Slots;

    /// <inheritdoc/>
    public void Explore(ulong seed, Func<ExecutionResult, bool> visit)
    {
        if (execution.HasEnded)
        {
            visit(execution.Complete());
            return;
        }

        var decisions = new SplitMix(0);
        ExecutionResult result;
        long n = 0;
        do
        {
            ulong own = SplitMix.Derive(seed, n++);
            decisions.Restart(~own);
            execution.Restart(runner, decisions);
            result = runner.Run(strategy, own);
        }
        while (visit(result));
    }

    /// <inheritdoc/>
    public ExecutionResult Replay(Witness witness)
    {
        var schedule = Schedule.From(witness);
        if (execution.HasEnded)
        {
            return execution.Complete();
        }

        execution.Restart(runner, new RecordedDecisions(schedule.Choices), schedule);
        return runner.Run(new ReplayStrategy(schedule.Steps, execution.Find), 0);
    }

    /// <inheritdoc/>
    public void Dispose() => runner.Dispose();
}
