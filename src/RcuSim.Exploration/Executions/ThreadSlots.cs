using System.Collections.Immutable;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>The threads of an execution, and how many of them have not ended.</summary>
/// <param name="all">The threads.</param>
internal sealed class ThreadSlots(ImmutableArray<ThreadSlot> all)
{
    private readonly ThreadSlot?[] byNumber = Index(all);

    /// <summary>The actors in order, the callback thread, the finishing thread.</summary>
    public ImmutableArray<ThreadSlot> All { get; } = all;

    /// <summary>How many threads have not ended.</summary>
    public int Alive { get; private set; }

    /// <summary>How many actors have not ended.</summary>
    public int ActorsAlive { get; private set; }

    /// <summary>Finds a thread.</summary>
    public ThreadSlot Of(SimulatedThread thread) => byNumber[thread.Name.Number]!;

    /// <summary>Finds a thread by its number; null if there is none.</summary>
    public ThreadSlot? Find(byte number) => byNumber[number];

    /// <summary>Resets every thread to before its beginning.</summary>
    public void Restart()
    {
        Alive = All.Length;
        ActorsAlive = All.Count(slot => slot.IsActor);
        foreach (var slot in All)
        {
            slot.Restart();
        }
    }

    /// <summary>Takes in that a thread has ended.</summary>
    public void End(ThreadSlot slot)
    {
        slot.Finished = true;
        Alive--;
        ActorsAlive -= slot.IsActor ? 1 : 0;
    }

    private static ThreadSlot?[] Index(ImmutableArray<ThreadSlot> all)
    {
        var index = new ThreadSlot?[256];
        foreach (var slot in all)
        {
            index[slot.Number] = slot;
        }

        return index;
    }
}
