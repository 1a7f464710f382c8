using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// The reverse map of anonymous memory: the VMAs in which its pages may be mapped, under one lock. A child's
/// copy joins its parent's.
/// </summary>
/// <remarks>
/// Kernel: <c>anon_vma</c>; the tree of them that repeated forks grow is folded into its root.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address; 0 stands for none.</param>
[KernelName("anon_vma")]
internal readonly struct AnonVma<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>The object's address; 0 stands for none.</summary>
    public ulong Address => address;

    /// <summary>True if there is one.</summary>
    public bool Exists => address != 0;

    private RwSemaphore<TMachine> Semaphore => new(machine, WordAddress.Of(address, AnonVmaWords.Lock));

    private VmaList<TMachine> Mappings =>
        new(machine, WordAddress.Of(address, AnonVmaWords.Mappings), VmaWords.AnonNext);

    private ulong CountWord => WordAddress.Of(address, AnonVmaWords.Count);

    /// <summary>
    /// Gives a VMA its reverse map if it has none. The caller holds the VMA's lock or the mmap lock, for
    /// reading.
    /// </summary>
    /// <returns><see cref="Errno.NoMemory"/> or <see cref="Errno.None"/>.</returns>
    [KernelName("__anon_vma_prepare")]
    public static Errno Prepare(MmStruct<TMachine> mm, Vma<TMachine> vma)
    {
        if (vma.Anon.Exists)
        {
            return Errno.None;
        }

        var machine = mm.Machine;
        var fresh = new AnonVma<TMachine>(machine, machine.Allocate(MmCaches.AnonVma));
        if (!fresh.Exists)
        {
            return Errno.NoMemory;
        }

        machine.Fill(fresh.Address, 0, MmCaches.AnonVma.Words);
        if (!fresh.Adopt(mm, vma))
        {
            fresh.Free();
        }

        return Errno.None;
    }

    /// <summary>Adds a child's copy of a VMA. The caller holds both mmap locks for writing.</summary>
    [KernelName("anon_vma_fork")]
    public void Join(Vma<TMachine> copy)
    {
        using var held = Semaphore.Write();
        Add(copy);
    }

    /// <summary>Takes a VMA out; the last one out frees the object.</summary>
    [KernelName("unlink_anon_vmas")]
    public void Leave(Vma<TMachine> vma)
    {
        ulong left;
        using (Semaphore.Write())
        {
            Mappings.Remove(vma);
            vma.SetAnon(0);
            left = machine.Add(CountWord, ulong.MaxValue, MemoryOrder.Plain) - 1;
        }

        if (left == 0)
        {
            Free();
        }
    }

    /// <summary>Becomes the VMA's reverse map unless another thread gave it one meanwhile.</summary>
    private bool Adopt(MmStruct<TMachine> mm, Vma<TMachine> vma)
    {
        using var held = Semaphore.Write();
        using var tables = mm.Tables.Lock.Lock();
        if (vma.Anon.Exists)
        {
            return false;
        }

        Add(vma);
        return true;
    }

    private void Add(Vma<TMachine> vma)
    {
        Mappings.AddFirst(vma);
        machine.Add(CountWord, 1, MemoryOrder.Plain);
        vma.SetAnon(address);
    }

    private void Free() => machine.Free(MmCaches.AnonVma, address);
}
