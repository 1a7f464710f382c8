using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RcuSim.Machine;

/// <summary>
/// One thread's read-side critical sections, as grace periods see them: a word that says how deeply sections
/// are nested now and which section the outermost is. Entering and leaving is one load and one store each; no
/// fence.
/// </summary>
/// <remarks>
/// The low 16 bits are the nesting depth, the rest counts the outermost sections that have ended. Only its
/// thread writes the word. The store-load order that entering needs is bought by the other side, with a
/// barrier that every running thread of the process executes (an asymmetric fence, as in userspace RCU's
/// membarrier flavour).
/// </remarks>
internal sealed class EpochReader
{
    private const ulong DepthMask = 0xFFFF;
    private PaddedWord section;
    private ulong noted;

    /// <summary>How many sections are open.</summary>
    public int Depth => (int)(section.Value & DepthMask);

    /// <summary>Opens a section.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        // (C) Announces the section before anything in it is read; pairs with (F) in
        // GracePeriods.Synchronize, which stands in for the full fence missing here. Moved into the section,
        // a grace period could overlook the reader and free what it has already reached. The barrier binds
        // the compiler, and costs nothing on x64.
        Volatile.Write(ref section.Value, section.Value + 1);
        Volatile.ReadBarrier();
    }

    /// <summary>Closes the innermost section.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave()
    {
        ulong after = section.Value - 1;
        if ((after & DepthMask) == 0)
        {
            after += DepthMask + 1;
        }

        // (D) Ends the section after everything in it was read; pairs with (G) in IsNotedOpen. Moved up, a
        // grace period could end while the last reads are still to come.
        Volatile.Write(ref section.Value, after);
    }

    /// <summary>Notes the section that is open now, if one is. For one grace period at a time.</summary>
    internal void Note() => noted = Volatile.Read(ref section.Value);

    /// <summary>
    /// True if the section noted last is still open. Once it is not, it never will be again.
    /// </summary>
    internal bool IsNotedOpen()
    {
        // (G) Sees the end of the section before whatever the grace period was for; pairs with (D) in Leave.
        // Moved down, that could come while the section still reads.
        ulong now = Volatile.Read(ref section.Value);
        return (noted & DepthMask) != 0 && (now & DepthMask) != 0 && (noted | DepthMask) == (now | DepthMask);
    }

    /// <summary>A word alone on its cache lines, whatever lies beside it on the heap.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct PaddedWord
    {
        [FieldOffset(128)]
        public ulong Value;
    }
}
