using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Exploration;

/// <summary>
/// Tells a jury what happens in an execution, and knows when that is over before all threads have ended.
/// </summary>
/// <param name="jury">Judges it.</param>
/// <param name="mostEvents">The bound on events.</param>
internal sealed class Proceedings(Jury jury, int mostEvents)
{
    private volatile bool interrupted;

    /// <summary>True once the execution is over before its end: every thread is to be abandoned.</summary>
    public bool Stopped { get; private set; }

    /// <summary>
    /// True if somebody who waits for the end put an end to it: what came of it says nothing, unless a rule
    /// was broken by then.
    /// </summary>
    public bool Interrupted => interrupted;

    /// <summary>True if the bound on events was reached.</summary>
    public bool BoundReached { get; private set; }

    /// <summary>The first rule that was broken, or null.</summary>
    public Violation? Violation => jury.Violation;

    /// <summary>How many events there were since setup.</summary>
    public int Events => jury.History.Log.Count - jury.History.Start;

    /// <summary>Returns to the end of setup.</summary>
    /// <param name="seeksHarm">True to pass over latent violations.</param>
    public void Restart(bool seeksHarm)
    {
        jury.BackTo(0);
        jury.SeeksHarm = seeksHarm;
        Stopped = BoundReached = false;

        // Another thread may interrupt just now: it writes the two in the other order.
        Interlocked.MemoryBarrier();
        Stopped = interrupted;
    }

    /// <summary>Takes in an event.</summary>
    /// <exception cref="ThreadAbandonedException">That was the last one.</exception>
    public void Take(in Event item)
    {
        jury.Take(item);
        if (jury.Violation is not null || Events > mostEvents)
        {
            BoundReached = jury.Violation is null;
            Stopped = true;
            throw new ThreadAbandonedException();
        }
    }

    /// <summary>Takes in an event that no body asked for.</summary>
    /// <param name="thread">On whose behalf it is made.</param>
    /// <param name="operation">What is done.</param>
    /// <exception cref="ThreadAbandonedException">That was the last one.</exception>
    public void TakeOnBehalf(SimulatedThread thread, in Operation operation)
    {
        Take(new(thread.Name, thread.NextIndex, operation, 0));
        thread.CountOnBehalf();
    }

    /// <summary>Takes in an event of setup.</summary>
    /// <exception cref="ThreadAbandonedException">That was the last one.</exception>
    public void TakeInSetup(in Event item)
    {
        if (interrupted)
        {
            Stopped = true;
            throw new ThreadAbandonedException();
        }

        jury.Take(item);
        if (jury.Violation is not null || jury.History.Log.Count > mostEvents)
        {
            BoundReached = jury.Violation is null;
            Stopped = true;
            throw new ThreadAbandonedException();
        }
    }

    /// <summary>Notes that the threads that have not ended wait for each other.</summary>
    public void StandStill(IEnumerable<Waiting> waiting)
    {
        jury.StandStill([.. waiting]);
        Stopped = true;
    }

    /// <summary>Notes that a thread's body threw an exception of its own.</summary>
    public void Break(ThreadName thread, Exception broken)
    {
        jury.Report(new(
            ViolationKind.BrokenInvariant,
            $"{thread} threw {broken.GetType().Name}: {broken.Message.ReplaceLineEndings(" ")}",
            [broken.StackTrace?.Split('\n').FirstOrDefault()?.Trim() ?? ""],
            jury.History.Log.Count - 1));
        Stopped = true;
    }

    /// <summary>Ends the execution before its end.</summary>
    public void Stop() => Stopped = true;

    /// <summary>Ends this execution, and all that come, before their end. Any thread may call it.</summary>
    public void Interrupt()
    {
        interrupted = true;
        Interlocked.MemoryBarrier();
        Stopped = true;
    }

    /// <summary>Lets executions run again after an interruption.</summary>
    public void Resume() => interrupted = false;

    /// <summary>Notes that every thread has returned.</summary>
    public void End()
    {
        if (!Stopped)
        {
            jury.End();
        }
    }
}
