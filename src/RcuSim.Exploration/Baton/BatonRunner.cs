namespace RcuSim.Exploration;

/// <summary>
/// Runs executions on pooled OS threads that pass one baton: whoever holds it runs, all others are parked. A
/// simulated thread keeps its OS thread from one execution to the next.
/// </summary>
public sealed class BatonRunner : ISwitcher, IDisposable
{
    private readonly OnlineExecution execution;
    private readonly Worker[] workers;
    private readonly int[] runnable;
    private readonly SemaphoreSlim over = new(0);
    private IStrategy? strategy;
    private volatile bool closing;

    /// <summary>Starts the threads that an execution needs.</summary>
    public BatonRunner(OnlineExecution execution)
    {
        this.execution = execution;
        runnable = new int[execution.Slots.Count];
        workers = [.. execution.Slots.Select((slot, position) => new Worker(this, slot, position))];
    }

    /// <summary>True if the strategy had no answer: a replay that no longer fits.</summary>
    public bool Diverged { get; private set; }

    /// <summary>Runs one execution to its end.</summary>
    /// <param name="by">Chooses the threads.</param>
    /// <param name="seed">The execution's seed.</param>
    /// <param name="decisions">Makes the other choices.</param>
    public void Run(IStrategy by, ulong seed, IDecisionSource decisions)
    {
        strategy = by;
        Diverged = false;
        by.Restart(seed, workers.Length);
        execution.Restart(this, decisions);
        if (PassOn(-1) is { } first)
        {
            first.Gate.Release();
            over.Wait();
        }

        execution.Complete();
    }

    /// <inheritdoc/>
    public void Switch(ThreadSlot slot)
    {
        if (slot.Pending.Kind == Machine.OperationKind.Begin)
        {
            return;
        }

        var self = WorkerOf(slot);
        if (PassOn(self.Position) is { } next && next != self)
        {
            next.Gate.Release();
            self.Gate.Wait();
        }
    }

    /// <summary>Ends the pooled threads.</summary>
    public void Dispose()
    {
        closing = true;
        foreach (var worker in workers)
        {
            worker.Gate.Release();
            worker.Thread.Join();
            worker.Gate.Dispose();
        }

        over.Dispose();
    }

    private Worker WorkerOf(ThreadSlot slot)
    {
        foreach (var worker in workers)
        {
            if (worker.Slot == slot)
            {
                return worker;
            }
        }

        throw new InvalidOperationException("the thread belongs to another execution");
    }

    private Worker? PassOn(int current)
    {
        int count = 0;
        for (int i = 0; i < workers.Length; i++)
        {
            if (execution.CanRun(workers[i].Slot))
            {
                runnable[count++] = i;
            }
        }

        int chosen = count == 0 ? -1 : strategy!.Pick(runnable.AsSpan(0, count), current);
        if (chosen < 0)
        {
            Diverged = count > 0;
            execution.Stop();
            return null;
        }

        return workers[chosen];
    }

    private void Loop(Worker worker)
    {
        while (true)
        {
            worker.Gate.Wait();
            if (closing)
            {
                return;
            }

            worker.Started = true;
            execution.RunBody(worker.Slot);
            worker.Started = false;
            (Next() ?? over).Release();
        }
    }

    private SemaphoreSlim? Next()
    {
        if (!execution.CheckDeadlock() && Array.Exists(workers, w => !w.Slot.Finished)
            && PassOn(-1) is { } next)
        {
            return next.Gate;
        }

        return Array.Find(workers, w => w.Started)?.Gate;
    }

    private sealed class Worker
    {
        public Worker(BatonRunner runner, ThreadSlot slot, int position)
        {
            Slot = slot;
            Position = position;
            Thread = new(() => runner.Loop(this)) { IsBackground = true, Name = slot.Thread.Name.Label };
            Thread.Start();
        }

        public ThreadSlot Slot { get; }

        public int Position { get; }

        public SemaphoreSlim Gate { get; } = new(0);

        public Thread Thread { get; }

        public bool Started { get; set; }
    }
}
