using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>
/// Lists the mappings of a process, as <c>/proc/PID/maps</c> did up to 6.16: under the mmap lock.
/// </summary>
/// <remarks>
/// Kernel: <c>m_start</c>, <c>m_next</c>, <c>show_map</c> (<c>fs/proc/task_mmu.c</c>). It runs under no RCU
/// section: the lock alone must keep the tree's nodes. When its buffer is full it drops the lock, and looks
/// its place up anew.
/// </remarks>
internal static class MapsReader
{
    /// <summary>Reads all mappings.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="bufferLines">How many mappings it reads under one hold of the lock.</param>
    [KernelName("show_map")]
    public static void Run<TMachine>(MmStruct<TMachine> mm, int bufferLines)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.ReadMaps, mm.Address);
        machine.Observe(MmSites.WalkBegin, mm.Address);
        ulong position = 0;
        while (ReadSome(mm, bufferLines, ref position))
        {
        }

        machine.Observe(MmSites.WalkEnd, mm.Address);
        machine.EndOperation(MmSites.ReadMaps);
    }

    /// <summary>Reads until the buffer is full; false at the end.</summary>
    [KernelName("m_start")]
    private static bool ReadSome<TMachine>(MmStruct<TMachine> mm, int lines, ref ulong position)
        where TMachine : struct, IMachine
    {
        using var held = mm.Lock.Read();
        var state = new MapleState<TMachine>(mm.Tree, position, position);
        for (int i = 0; i < lines; i++)
        {
            var vma = new Vma<TMachine>(mm.Machine, state.Find(ulong.MaxValue));
            if (!vma.Exists)
            {
                return false;
            }

            ulong end = Show(mm, vma);
            if (end <= position)
            {
                return false;
            }

            position = end;
        }

        return true;
    }

    private static ulong Show<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        ulong start = vma.Start;
        UseSpan.Begin(mm.Machine, mm.Address, start, vma.Address);
        ulong end = vma.End;
        _ = vma.Flags;
        _ = vma.File;
        UseSpan.End(mm.Machine, vma.Address);
        return end;
    }
}
