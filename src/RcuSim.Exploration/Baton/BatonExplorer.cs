namespace RcuSim.Exploration;

/// <summary>Explores on the baton engine.</summary>
public sealed class BatonExplorer : IExplorer
{
    private readonly IStrategy strategy;
    private readonly BatonRunner runner;

    /// <summary>Creates an explorer of an execution.</summary>
    public BatonExplorer(OnlineExecution execution, IStrategy strategy)
    {
        Execution = execution;
        this.strategy = strategy;
        runner = new(execution);
    }

    /// <inheritdoc/>
    public OnlineExecution Execution { get; }

    /// <inheritdoc/>
    public void Explore(ulong seed, Func<bool> visit)
    {
        var decisions = new SplitMix(0);
        long n = 0;
        do
        {
            ulong own = SplitMix.Derive(seed, n++);
            decisions.Restart(~own);
            runner.Run(strategy, own, decisions);
        }
        while (visit());
    }

    /// <inheritdoc/>
    public bool Replay(Schedule schedule)
    {
        var positions = schedule.Steps.Select(PositionOf).ToList();
        runner.Run(new ReplayStrategy(positions), 0, new RecordedDecisions(schedule.Choices));
        return !runner.Diverged;
    }

    /// <inheritdoc/>
    public void Dispose() => runner.Dispose();

    private int PositionOf(byte number)
    {
        for (int i = 0; i < Execution.Slots.Count; i++)
        {
            if (Execution.Slots[i].Number == number)
            {
                return i;
            }
        }

        return -1;
    }
}
