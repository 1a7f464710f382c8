using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>An address space: a tree of VMAs under the mmap lock, and what is counted of it.</summary>
/// <remarks>
/// Kernel: <c>mm_struct</c>. Two counts: <em>users</em> keep the mappings, <em>references</em> keep the
/// object; all users together hold one reference.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address; 0 stands for none.</param>
[KernelName("mm_struct")]
internal readonly partial struct MmStruct<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>The machine it lives on.</summary>
    public TMachine Machine => machine;

    /// <summary>The object's address; 0 stands for none.</summary>
    public ulong Address => address;

    /// <summary>True if there is one.</summary>
    public bool Exists => address != 0;

    /// <summary>The lock of its tree and of its VMAs.</summary>
    public MmapLock<TMachine> Lock => new(machine, WordOf(MmWords.Lock));

    /// <summary>Its VMAs by address; a VMA's range there ends at its last byte.</summary>
    [KernelName("mm_mt")]
    public MapleTree<TMachine> Tree => new(machine, WordOf(MmWords.Tree));

    /// <summary>
    /// The VMAs that are being unmapped, by number from 0: what is in it belongs to the holder of the mmap
    /// lock who has gathered them.
    /// </summary>
    /// <remarks>Kernel: a tree on the stack of the thread that unmaps.</remarks>
    [KernelName("mt_detach")]
    public MapleTree<TMachine> SideTree => new(machine, WordOf(MmWords.SideTree));

    /// <summary>Its page tables.</summary>
    public PageTables<TMachine> Tables => new(machine, WordOf(MmWords.Tables));

    /// <summary>What it shares with other address spaces.</summary>
    public KernelGlobals<TMachine> Globals => new(machine, Get(MmWords.Globals));

    /// <summary>How many of its pages are present, as a reader without lock sees it.</summary>
    public ulong Resident => machine.Load(WordOf(MmWords.Resident), MemoryOrder.Once);

    /// <summary>Takes an empty address space with one user. Address 0 if there is no memory.</summary>
    [KernelName("mm_init")]
    public static MmStruct<TMachine> Allocate(TMachine machine, KernelGlobals<TMachine> globals)
    {
        var mm = new MmStruct<TMachine>(machine, machine.Allocate(MmCaches.Mm));
        if (!mm.Exists || mm.Initialise(globals) == Errno.None)
        {
            return mm;
        }

        machine.Free(MmCaches.Mm, mm.Address);
        return default;
    }

    /// <summary>Takes one more reference, which keeps the object but not its mappings.</summary>
    [KernelName("mmgrab")]
    public void Grab() => machine.Add(WordOf(MmWords.Count), 1, MemoryOrder.Once);

    /// <summary>Drops a reference; the last one frees the object.</summary>
    [KernelName("mmdrop")]
    public void Drop()
    {
        // (C) Leaves; pairs with (C) of whoever leaves last. Moved above an access to the mm, that access
        // could meet freed memory.
        if (machine.Add(WordOf(MmWords.Count), ulong.MaxValue, MemoryOrder.AcquireRelease) == 1)
        {
            Tables.FreeRoot();
            machine.Observe(MmSites.BalanceResident, Resident);
            machine.Observe(MmSites.BalanceTables, Tables.Bytes);
            machine.Free(MmCaches.Mm, address);
        }
    }

    /// <summary>Gives a user's hold back.</summary>
    /// <returns>True if it was the last: nobody uses the mappings any more.</returns>
    internal bool DropUser() =>
        // (D) Leaves the mappings; pairs with (D) of whoever leaves last. Moved above an access to them, that
        // access could meet what is torn down.
        machine.Add(WordOf(MmWords.Users), ulong.MaxValue, MemoryOrder.AcquireRelease) == 1;

    /// <summary>Counts present pages in or out.</summary>
    internal void AddResident(long pages) =>
        machine.Add(WordOf(MmWords.Resident), unchecked((ulong)pages), MemoryOrder.Once);

    private Errno Initialise(KernelGlobals<TMachine> globals)
    {
        machine.Fill(address, 0, MmCaches.Mm.Words);
        Lock.Initialise();
        Tree.Initialise(MapleTreeFlags.AllocRange | MapleTreeFlags.Rcu | MapleTreeFlags.ExternalLock);
        SideTree.Initialise(MapleTreeFlags.ExternalLock);
        machine.Store(WordOf(MmWords.Users), 1, MemoryOrder.Plain);
        machine.Store(WordOf(MmWords.Count), 1, MemoryOrder.Plain);
        machine.Store(WordOf(MmWords.Globals), globals.Address, MemoryOrder.Plain);
        LimitPages(ulong.MaxValue);
        return Tables.Initialise();
    }

    private ulong WordOf(int word) => WordAddress.Of(address, word);

    private ulong Get(int word) => machine.Load(WordOf(word), MemoryOrder.Plain);
}
