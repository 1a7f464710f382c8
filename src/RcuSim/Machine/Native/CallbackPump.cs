using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RcuSim.Machine;

/// <summary>
/// Takes RCU callbacks off a channel, waits for a grace period and runs them, in the order in which they
/// came: one grace period for all that are there.
/// </summary>
/// <remarks>
/// A barrier is a callback that wakes whoever waits for it, so it needs no counting of those before it. The
/// channel is unbounded, since a caller may be inside a read-side critical section, or hold a lock that a
/// reader wants, where waiting for a grace period would never end. Who outruns the pump is slowed down
/// instead: for a bounded time, outside sections. In steady state nothing is allocated.
/// </remarks>
internal sealed partial class CallbackPump
{
    /// <summary>After how many callbacks a thread reports them.</summary>
    public const int ReportInterval = 4096;

    private const int BatchLimit = 4096;
    private const int FewCallbacks = 256;
    private const int GatheringMilliseconds = 1;
    private const int BacklogLimit = 1 << 16;
    private const int LongestPause = 8;
    private readonly Channel<NativeCallback> channel;
    private readonly object barriers = new();
    private readonly Action waitForReaders;
    private readonly Action<NativeCallback> run;
    private readonly NativeOptions options;
    private long asked;
    private long answered;
    private bool stopped;
    private long done;
    private long reported;

    /// <summary>Makes a pump that is not started.</summary>
    /// <param name="waitForReaders">Waits for a grace period.</param>
    /// <param name="run">Runs a callback; called by one thread at a time.</param>
    /// <param name="options">How the system behaves.</param>
    public CallbackPump(Action waitForReaders, Action<NativeCallback> run, NativeOptions options)
    {
        channel = Channel.CreateUnbounded<NativeCallback>(
            new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = false });
        this.waitForReaders = waitForReaders;
        this.run = run;
        this.options = options;
    }

    /// <summary>How many callbacks have run.</summary>
    public long Done => Volatile.Read(ref done);

    /// <summary>Queues a callback; never waits.</summary>
    /// <exception cref="InvalidOperationException">The pump has been stopped.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Enqueue(NativeCallback callback)
    {
        if (!channel.Writer.TryWrite(callback))
        {
            throw new InvalidOperationException("an RCU callback was queued after the system was disposed");
        }
    }

    /// <summary>
    /// Counts callbacks that a thread has queued; while far more are waiting than a batch holds, pauses it
    /// for up to some milliseconds.
    /// </summary>
    /// <param name="count">How many it queued since its last report.</param>
    /// <param name="mayPause">
    /// False inside a read-side critical section, or for the thread that runs callbacks.
    /// </param>
    public void Report(int count, bool mayPause)
    {
        Interlocked.Add(ref reported, count);
        for (int pauses = 0; mayPause && pauses < LongestPause && Backlog > BacklogLimit; pauses++)
        {
            Thread.Sleep(1);
        }
    }

    /// <summary>
    /// Waits until every callback queued before has run. Not from inside a callback or a section.
    /// </summary>
    /// <exception cref="InvalidOperationException">The pump has ended before it ran them.</exception>
    public void Barrier()
    {
        if (!TryBarrier())
        {
            throw new InvalidOperationException("the callback pump ended before the barrier was reached");
        }
    }

    /// <summary>
    /// Runs all callbacks there are, those too that they queue, and ends the pump. No other thread may queue
    /// any.
    /// </summary>
    public void Complete()
    {
        long before;
        do
        {
            before = Done;
        }
        while (TryBarrier() && Done != before && !options.Acts(NativeBug.EndsAfterOneBarrier));

        channel.Writer.TryComplete();
    }

    /// <summary>Runs callbacks until <see cref="Complete"/> was called and the queue is empty.</summary>
    public async Task RunAsync()
    {
        var batch = new NativeCallback[BatchLimit];
        int count = 0;
        try
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                Gather(count);
                count = TakeAndWait(batch);
                RunBatch(batch.AsSpan(0, count));
            }
        }
        finally
        {
            lock (barriers)
            {
                stopped = true;
                Monitor.PulseAll(barriers);
            }
        }
    }

    /// <summary>
    /// Lets callbacks gather, unless many came last time or somebody waits for them: a grace period
    /// interrupts every processor, and waking the pump costs the thread that queues.
    /// </summary>
    private void Gather(int last)
    {
        bool gathers = options.GatherCallbacks && !options.PoisonOnFree;
        if (!gathers || last >= FewCallbacks)
        {
            return;
        }

        lock (barriers)
        {
            if (asked == answered)
            {
                Monitor.Wait(barriers, GatheringMilliseconds);
            }
        }
    }

    private bool TryBarrier()
    {
        lock (barriers)
        {
            long ticket = ++asked;
            bool written = channel.Writer.TryWrite(new NativeCallback(RcuFunction.Barrier, 0, 0));
            Monitor.PulseAll(barriers);
            while (written && !stopped && answered < ticket)
            {
                Monitor.Wait(barriers);
            }

            return answered >= ticket;
        }
    }

    private long Backlog => Volatile.Read(ref reported) - Done;

    private int Take(NativeCallback[] batch)
    {
        int count = 0;
        while (count < batch.Length && channel.Reader.TryRead(out batch[count]))
        {
            count++;
        }

        return count;
    }

    /// <summary>Takes what is there, then waits, so that the grace period covers all of it.</summary>
    private int TakeAndWait(NativeCallback[] batch)
    {
        if (options.Acts(NativeBug.TakesCallbacksAfterGracePeriod))
        {
            return WaitAndTake(batch);
        }

        int count = Take(batch);
        waitForReaders();
        return count;
    }

    private void RunBatch(ReadOnlySpan<NativeCallback> batch)
    {
        foreach (var callback in batch)
        {
            if (callback.Function != RcuFunction.Barrier)
            {
                run(callback);
                Volatile.Write(ref done, done + 1);
                continue;
            }

            lock (barriers)
            {
                answered = options.Acts(NativeBug.AnswersBarriersTogether) ? asked : answered + 1;
                Monitor.PulseAll(barriers);
            }
        }
    }
}
