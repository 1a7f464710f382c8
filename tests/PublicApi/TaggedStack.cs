using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>
/// A stack without locks whose nodes come back. The top is one word: the node, in its upper 16 bits how often
/// the top has changed, in its lowest bit whether the stack is closed.
/// </summary>
/// <remarks>
/// Why it is correct: a pop that read the top and its successor moves the top only if nobody changed it
/// meanwhile, as the count shows even where the same node is on top again. Of 65,536 changes between a read
/// and its compare-exchange it would see nothing; no run here makes as many.
/// </remarks>
internal readonly struct TaggedStack<TMachine>(TMachine machine, ulong root, bool counts)
    where TMachine : struct, IMachine
{
    /// <summary>The bits of a word that hold an address.</summary>
    private const ulong Pointer = 0x0000_FFFF_FFFF_FFF8;
    private const ulong Closed = 1;

    /// <summary>Takes the upper node; 0 if there is none, or the stack is closed.</summary>
    public ulong Pop()
    {
        while (true)
        {
            ulong top = machine.Load(root, MemoryOrder.Acquire), node = top & Pointer;
            if (node == 0 || (top & Closed) != 0)
            {
                return 0;
            }

            ulong next = machine.Load(node, MemoryOrder.Once);
            if (Move(top, next))
            {
                return node;
            }

            machine.Retry(TaggedWords.PopRetry);
        }
    }

    /// <summary>Puts a node on top.</summary>
    public void Push(ulong node)
    {
        while (true)
        {
            ulong top = machine.Load(root, MemoryOrder.Acquire);
            machine.Store(node, top & Pointer, MemoryOrder.Once);
            if (Move(top, node))
            {
                return;
            }

            machine.Retry(TaggedWords.PushRetry);
        }
    }

    /// <summary>From now on nothing can be taken.</summary>
    public void Close() => machine.Or(root, Closed, MemoryOrder.AcquireRelease);

    private bool Move(ulong top, ulong node)
    {
        ulong count = counts ? (top >> 48) + 1 : 0;
        ulong moved = (count << 48) | node | (top & Closed);
        return machine.CompareExchange(root, top, moved, MemoryOrder.AcquireRelease, MemoryOrder.Once) == top;
    }
}
