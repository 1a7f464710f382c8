using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>Which threads have begun, which were started by others, and which have ended.</summary>
internal sealed class ThreadLives : IReversible
{
    private readonly ReversibleArray<Life> lives = new(256);

    /// <summary>True if a thread has begun, or was started by another.</summary>
    public bool HasBegun(ThreadName thread) => lives[thread.Number].HasBegun || IsStarted(thread);

    /// <summary>True if a thread was started by another.</summary>
    public bool IsStarted(ThreadName thread) => lives[thread.Number].StartNumber > 0;

    /// <summary>Where a thread was started by another, or -1.</summary>
    public int StartedAt(ThreadName thread) => lives[thread.Number].StartNumber - 1;

    /// <summary>True if a thread has ended.</summary>
    public bool HasEnded(ThreadName thread) => lives[thread.Number].HasEnded;

    /// <inheritdoc/>
    public void Mark() => lives.Mark();

    /// <inheritdoc/>
    public void BackTo(int mark) => lives.BackTo(mark);

    /// <summary>Takes in that a thread starts another.</summary>
    /// <returns>False if it may not, or the other was started before.</returns>
    internal bool Start(ThreadName thread, ThreadName other, int position)
    {
        bool may = thread.IsActor && !IsStarted(other);
        if (may)
        {
            lives.Change(other.Number).StartNumber = position + 1;
        }

        return may;
    }

    /// <summary>Takes in that a thread begins.</summary>
    internal void Begin(ThreadName thread) => lives.Change(thread.Number).HasBegun = true;

    /// <summary>Takes in that a thread has ended.</summary>
    internal void End(ThreadName thread) => lives.Change(thread.Number).HasEnded = true;

    private struct Life
    {
        public bool HasBegun;
        public bool HasEnded;

        /// <summary>The position at which it was started by another, counted from 1; 0 if it was
        /// not.</summary>
        public int StartNumber;
    }
}
