using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// That pages of an anon_vma may be mapped in a VMA: in the VMA's list, and in the tree of the anon_vma.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address; 0 stands for none.</param>
[KernelName("anon_vma_chain")]
internal readonly struct AnonLink<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>The object's address; 0 stands for none.</summary>
    public ulong Address => address;

    /// <summary>True if there is one.</summary>
    public bool Exists => address != 0;

    /// <summary>The VMA.</summary>
    public Vma<TMachine> Vma => new(machine, Get(AnonLinkWords.Vma));

    /// <summary>The anon_vma.</summary>
    public AnonVma<TMachine> AnonVma => new(machine, Get(AnonLinkWords.AnonVma));

    /// <summary>The next in the VMA's list, older than this; address 0 if there is none.</summary>
    public AnonLink<TMachine> Older => new(machine, Get(AnonLinkWords.Older));

    /// <summary>The one before in the VMA's list; address 0 if there is none.</summary>
    public AnonLink<TMachine> Newer => new(machine, Get(AnonLinkWords.Newer));

    /// <summary>Takes a link that links nothing yet. Address 0 if there is no memory.</summary>
    [KernelName("anon_vma_chain_alloc")]
    public static AnonLink<TMachine> Allocate(TMachine machine) =>
        new(machine, machine.Allocate(AnonCaches.Link));

    /// <summary>The newest link of a VMA; address 0 if it has none.</summary>
    public static AnonLink<TMachine> NewestOf(TMachine machine, Vma<TMachine> vma) =>
        new(machine, vma.NewestLink);

    /// <summary>The oldest link of a VMA; address 0 if it has none.</summary>
    public static AnonLink<TMachine> OldestOf(TMachine machine, Vma<TMachine> vma) =>
        new(machine, vma.OldestLink);

    /// <summary>
    /// Links a VMA to an anon_vma. The caller holds the lock of the anon_vma's family for writing, and the
    /// VMA's mmap lock, for writing or together with its page-table lock.
    /// </summary>
    [KernelName("anon_vma_chain_link")]
    public void Join(Vma<TMachine> vma, AnonVma<TMachine> anon)
    {
        Put(AnonLinkWords.Vma, vma.Address);
        Put(AnonLinkWords.AnonVma, anon.Address);
        Put(AnonLinkWords.Newer, 0);
        var next = NewestOf(machine, vma);
        Put(AnonLinkWords.Older, next.Address);
        vma.SetNewestLink(address);
        if (next.Exists)
        {
            next.Put(AnonLinkWords.Newer, address);
        }
        else
        {
            vma.SetOldestLink(address);
        }

        anon.Links.Insert(address);
        machine.Observe(MmSites.AnonVmaOf, vma.Address);
        machine.Observe(MmSites.AnonLinked, anon.Address);
    }

    /// <summary>Takes it out of the tree of its anon_vma, under the lock of the family.</summary>
    public void LeaveTree()
    {
        var anon = AnonVma;
        machine.Observe(MmSites.AnonVmaOf, Vma.Address);
        machine.Observe(MmSites.AnonUnlinked, anon.Address);
        anon.Links.Remove(address);
    }

    /// <summary>Takes it out of its VMA's list, and frees it.</summary>
    public void LeaveList()
    {
        var vma = Vma;
        var older = Older;
        var newer = Newer;
        if (newer.Exists)
        {
            newer.Put(AnonLinkWords.Older, older.Address);
        }
        else
        {
            vma.SetNewestLink(older.Address);
        }

        if (older.Exists)
        {
            older.Put(AnonLinkWords.Newer, newer.Address);
        }
        else
        {
            vma.SetOldestLink(newer.Address);
        }

        Free();
    }

    /// <summary>Puts a link that links nothing yet before others that do not.</summary>
    public void Stack(AnonLink<TMachine> others) => Put(AnonLinkWords.Older, others.Address);

    /// <summary>Frees it.</summary>
    [KernelName("anon_vma_chain_free")]
    public void Free() => machine.Free(AnonCaches.Link, address);

    private ulong Get(int word) => machine.Load(WordAddress.Of(address, word), MemoryOrder.Plain);

    private void Put(int word, ulong value) =>
        machine.Store(WordAddress.Of(address, word), value, MemoryOrder.Plain);
}
