using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// Runs executions on pooled OS threads, the carriers, that pass one baton: whoever holds it runs, all others
/// are parked. A simulated thread is given a carrier when it is first chosen and keeps it to its end; a
/// carrier whose simulated thread has ended continues with the next that begins, so that threads which run
/// one after another need no hand-over.
/// </summary>
internal sealed class BatonRunner : ISwitcher, IDisposable
{
    private readonly OnlineExecution execution;
    private readonly int[] runnable;
    private readonly Carrier?[] carriers;
    private readonly Stack<Carrier> idle = new();
    private readonly List<Carrier> pool = [];
    private readonly Carrier caller = new();
    private readonly HomeCore home = new();
    private IStrategy? strategy;
    private bool diverged;
    private volatile bool closing;

    /// <summary>Creates a runner of an execution; it starts OS threads as they are needed.</summary>
    public BatonRunner(OnlineExecution execution)
    {
        this.execution = execution;
        runnable = new int[execution.Slots.Length];
        carriers = new Carrier?[execution.Slots.Length];
    }

    /// <summary>
    /// Runs one execution, just restarted, to its end. The calling thread is one of the carriers.
    /// </summary>
    /// <param name="by">Chooses the threads; without an answer it is a replay that does not fit.</param>
    /// <param name="seed">The execution's seed.</param>
    public ExecutionResult Run(IStrategy by, ulong seed)
    {
        strategy = by;
        diverged = false;
        by.Restart(seed, execution.Slots);
        home.Settle();
        idle.Clear();
        pool.ForEach(idle.Push);
        for (caller.Begins = Choose(-1); caller.Begins >= 0; Wait(caller))
        {
            Carry(caller);
        }

        return execution.Complete(fits: !diverged);
    }

    /// <inheritdoc/>
    public void Switch(ThreadSlot slot)
    {
        if (slot.IsVacant || slot.Pending.Kind == OperationKind.Begin)
        {
            return;
        }

        int self = slot.Thread.Place;
        int next = Choose(self);
        if (next >= 0 && next != self)
        {
            HandOver(next);
            Wait(carriers[self]!);
        }
    }

    /// <summary>Ends the pooled threads.</summary>
    public void Dispose()
    {
        closing = true;
        foreach (var carrier in pool)
        {
            carrier.Gate.Open();
            carrier.Thread!.Join();
            carrier.Gate.Dispose();
        }

        caller.Gate.Dispose();
        home.Leave();
    }

    private int Choose(int current)
    {
        int count = 0;
        for (int i = 0; i < carriers.Length; i++)
        {
            if (execution.CanRun(execution.Slots[i]))
            {
                runnable[count++] = i;
            }
        }

        bool spins = current >= 0 && execution.Slots[current].Pending.Kind == OperationKind.Spin;
        int chosen = count == 0 ? -1 : strategy!.Pick(runnable.AsSpan(0, count), current, spins);
        if (chosen < 0)
        {
            diverged = count > 0;
            execution.Stop();
        }

        return chosen;
    }

    /// <summary>
    /// Runs simulated threads on a carrier from their first step to their last, for as long as the next to go
    /// on is one that begins; then hands the baton over.
    /// </summary>
    private void Carry(Carrier carrier)
    {
        int position = carrier.Begins;
        while (position >= 0 && carriers[position] is null)
        {
            carriers[position] = carrier;
            execution.RunBody(execution.Slots[position]);
            carriers[position] = null;
            position = Next();
        }

        idle.Push(carrier);
        HandOver(position);
    }

    /// <summary>
    /// The position of the thread to run after one has ended: the chosen one; if the execution was stopped,
    /// any that has begun and has to unwind; -1 if it is over.
    /// </summary>
    private int Next()
    {
        bool goesOn = !execution.Stopped && !execution.IsOver;
        int chosen = goesOn ? Choose(-1) : -1;
        return chosen >= 0 ? chosen : Array.FindIndex(carriers, carrier => carrier is not null);
    }

    private void HandOver(int position)
    {
        var carrier = position < 0 ? caller : carriers[position];
        if (carrier is null || position < 0)
        {
            carrier ??= idle.TryPop(out var free) ? free : Hire();
            carrier.Begins = position;
        }

        carrier.Gate.Open();
    }

    private Carrier Hire()
    {
        var carrier = new Carrier();
        carrier.Thread = new(() => Work(carrier)) { IsBackground = true, Name = $"carrier {pool.Count}" };
        carrier.Thread.Start();
        pool.Add(carrier);
        return carrier;
    }

    private void Work(Carrier carrier)
    {
        for (Wait(carrier); !closing; Wait(carrier))
        {
            Carry(carrier);
        }
    }

    private void Wait(Carrier carrier)
    {
        carrier.Gate.Pass();
        if (carrier.Thread is not null)
        {
            carrier.Home = home.Follow(carrier.Home);
        }
    }

    /// <summary>An OS thread that runs simulated threads.</summary>
    private sealed class Carrier
    {
        /// <summary>Opens when it is handed the baton.</summary>
        public Gate Gate { get; } = new();

        /// <summary>The position of the simulated thread that begins on it; -1 to the caller: it is
        /// over.</summary>
        public int Begins { get; set; }

        /// <summary>The processor that its OS thread is bound to; -1 if to none, or it is the
        /// caller's.</summary>
        public int Home { get; set; } = -1;

        /// <summary>The OS thread; null if it is the caller's.</summary>
        public Thread? Thread { get; set; }
    }
}
