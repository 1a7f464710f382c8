using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>A file that can be mapped, and the list of its mappings: the reverse map.</summary>
/// <remarks>Kernel: <c>file</c> and its <c>address_space</c> in one.</remarks>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address; 0 stands for none.</param>
[KernelName("address_space")]
internal readonly struct MappedFile<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>The object's address; 0 stands for none.</summary>
    public ulong Address => address;

    /// <summary>True if there is one.</summary>
    public bool Exists => address != 0;

    /// <summary>The next of all files.</summary>
    public MappedFile<TMachine> NextFile => new(machine, machine.Load(NextWord, MemoryOrder.Plain));

    /// <summary>The lock of the list of its mappings.</summary>
    [KernelName("i_mmap_rwsem")]
    public RwSemaphore<TMachine> MappingLock => new(machine, WordAddress.Of(address, FileWords.MappingLock));

    /// <summary>The list of its mappings, under its lock.</summary>
    internal VmaList<TMachine> Mappings =>
        new(machine, WordAddress.Of(address, FileWords.Mappings), VmaWords.SharedNext);

    private ulong CountWord => WordAddress.Of(address, FileWords.Count);

    private ulong OpensWord => WordAddress.Of(address, FileWords.Opens);

    private ulong NextWord => WordAddress.Of(address, FileWords.NextFile);

    /// <summary>Takes a file without mappings. Address 0 if there is no memory.</summary>
    public static MappedFile<TMachine> Allocate(TMachine machine, ulong nextFile)
    {
        var file = new MappedFile<TMachine>(machine, machine.Allocate(MmCaches.File));
        if (file.Exists)
        {
            machine.Fill(file.Address, 0, MmCaches.File.Words);
            machine.Store(file.NextWord, nextFile, MemoryOrder.Plain);
        }

        return file;
    }

    /// <summary>Adds a new mapping, which holds a reference to the file.</summary>
    [KernelName("vma_link_file")]
    public void Link(Vma<TMachine> vma)
    {
        machine.Add(CountWord, 1, MemoryOrder.Once);
        using var held = MappingLock.Write();
        Mappings.AddFirst(vma);
    }

    /// <summary>Adds a child's copy right after the mapping it copies.</summary>
    [KernelName("vma_interval_tree_insert_after")]
    public void LinkCopy(Vma<TMachine> original, Vma<TMachine> copy)
    {
        machine.Add(CountWord, 1, MemoryOrder.Once);
        using var held = MappingLock.Write();
        Mappings.AddAfter(original, copy);
    }

    /// <summary>Takes a mapping out; its reference stays.</summary>
    [KernelName("unlink_file_vma")]
    public void Unlink(Vma<TMachine> vma)
    {
        using var held = MappingLock.Write();
        Mappings.Remove(vma);
    }

    /// <summary>Notifies the file's driver of a new mapping.</summary>
    [KernelName("vm_ops->open")]
    public void Open() => machine.Add(OpensWord, 1, MemoryOrder.Once);

    /// <summary>
    /// Notifies the file's driver that a mapping is gone, and drops the mapping's reference.
    /// </summary>
    [KernelName("vm_ops->close")]
    public void Close()
    {
        machine.Add(OpensWord, ulong.MaxValue, MemoryOrder.Once);
        Drop();
    }

    /// <summary>Drops the reference of a mapping that is in no list any more.</summary>
    [KernelName("fput")]
    public void Drop() => machine.Add(CountWord, ulong.MaxValue, MemoryOrder.Once);

    /// <summary>Frees a file after its last mapping is gone, and reports what references are left.</summary>
    public void Free()
    {
        ulong mappings = Mappings.First.Exists ? 1UL : 0;
        ulong references = machine.Load(CountWord, MemoryOrder.Once);
        ulong opens = machine.Load(OpensWord, MemoryOrder.Once);
        machine.Observe(MmSites.BalanceFile, references + opens + mappings);
        machine.Free(MmCaches.File, address);
    }
}
