using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>A file that can be mapped, and the tree of its mappings: the reverse map.</summary>
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

    /// <summary>
    /// True if a driver stands behind it, which has to be told of each mapping that goes: merging takes none
    /// away then.
    /// </summary>
    public bool HasDriver =>
        machine.Load(WordAddress.Of(address, FileWords.Driver), MemoryOrder.Plain) != 0;

    /// <summary>The lock of the tree of its mappings.</summary>
    [KernelName("i_mmap_rwsem")]
    public RwSemaphore<TMachine> MappingLock => new(machine, WordAddress.Of(address, FileWords.MappingLock));

    /// <summary>Its mappings, by the pages that they map, under the lock.</summary>
    [KernelName("i_mmap")]
    public IntervalTree<TMachine, MappingIntervals<TMachine>> Mappings =>
        new(machine, WordAddress.Of(address, FileWords.Mappings));

    /// <summary>How many of its mappings can write to it; under the lock.</summary>
    [KernelName("i_mmap_writable")]
    public ulong Writable => machine.Load(WritableWord, MemoryOrder.Plain);

    private ulong CountWord => WordAddress.Of(address, FileWords.Count);

    private ulong OpensWord => WordAddress.Of(address, FileWords.Opens);

    private ulong WritableWord => WordAddress.Of(address, FileWords.Writable);

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

    /// <summary>Puts a driver behind it, before it is mapped.</summary>
    public void SetDriver() => machine.Store(WordAddress.Of(address, FileWords.Driver), 1, MemoryOrder.Plain);

    /// <summary>Takes one more reference, for a mapping.</summary>
    [KernelName("get_file")]
    public void Grab() => machine.Add(CountWord, 1, MemoryOrder.Once);

    /// <summary>Adds a new mapping, which holds a reference to the file.</summary>
    [KernelName("vma_link_file")]
    public void Link(Vma<TMachine> vma)
    {
        Grab();
        using var held = MappingLock.Write();
        PutBack(vma);
    }

    /// <summary>Puts a mapping into the tree, under its lock held for writing.</summary>
    [KernelName("vma_interval_tree_insert")]
    public void PutBack(Vma<TMachine> vma)
    {
        machine.Observe(MappingSites.FileInsert, vma.Address);
        CountWritable(vma, 1);
        Mappings.Insert(vma.Address);
    }

    /// <summary>Takes a mapping out of the tree, under its lock held for writing, to change it.</summary>
    [KernelName("vma_interval_tree_remove")]
    public void TakeOut(Vma<TMachine> vma)
    {
        machine.Observe(MappingSites.FileRemove, vma.Address);
        Leave(vma);
    }

    /// <summary>Adds a child's copy right after the mapping it copies.</summary>
    [KernelName("vma_interval_tree_insert_after")]
    public void LinkCopy(Vma<TMachine> original, Vma<TMachine> copy)
    {
        machine.Add(CountWord, 1, MemoryOrder.Once);
        using var held = MappingLock.Write();
        CountWritable(original, 1);
        Mappings.InsertAfter(original.Address, copy.Address);
    }

    /// <summary>Takes a mapping out; its reference stays.</summary>
    [KernelName("unlink_file_vma")]
    public void Unlink(Vma<TMachine> vma)
    {
        using var held = MappingLock.Write();
        Leave(vma);
    }

    /// <summary>Counts a mapping that somebody has asked for; a driver was asked too.</summary>
    public void CountMapping() => machine.Add(OpensWord, 1, MemoryOrder.Once);

    /// <summary>
    /// Counts a mapping that was made of another, and tells the file's driver of it, if it has one.
    /// </summary>
    [KernelName("vm_ops->open")]
    public void Open(Vma<TMachine> vma)
    {
        CountMapping();
        if (HasDriver)
        {
            machine.Observe(MappingSites.DriverOpen, vma.Address);
        }
    }

    /// <summary>Counts a mapping that goes, and tells the file's driver, if it has one.</summary>
    [KernelName("vm_ops->close")]
    public void Close(Vma<TMachine> vma)
    {
        machine.Add(OpensWord, ulong.MaxValue, MemoryOrder.Once);
        if (HasDriver)
        {
            machine.Observe(MappingSites.DriverClose, vma.Address);
        }
    }

    /// <summary>Drops the reference of a mapping that is in no tree any more.</summary>
    [KernelName("fput")]
    public void Drop() => machine.Add(CountWord, ulong.MaxValue, MemoryOrder.Once);

    /// <summary>Frees a file after its last mapping is gone, and reports what references are left.</summary>
    public void Free()
    {
        ulong mappings = Mappings.IsEmpty ? 0 : 1UL;
        ulong references = machine.Load(CountWord, MemoryOrder.Once);
        ulong opens = machine.Load(OpensWord, MemoryOrder.Once);
        machine.Observe(MmSites.BalanceFile, references + opens + mappings + Writable);
        machine.Free(MmCaches.File, address);
    }

    private void Leave(Vma<TMachine> vma)
    {
        CountWritable(vma, -1);
        Mappings.Remove(vma.Address);
    }

    /// <summary>
    /// Counts a mapping that can write to the file, or could if its access rights were changed: a shared one.
    /// That of a file that is open for reading alone is not marked as shared.
    /// </summary>
    private void CountWritable(Vma<TMachine> vma, long change)
    {
        if (vma.Flags.Has(VmFlags.Shared))
        {
            machine.Store(WritableWord, Writable + unchecked((ulong)change), MemoryOrder.Plain);
        }
    }
}
