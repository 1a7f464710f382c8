using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// The reverse map of anonymous pages: the VMAs in which they may be mapped, by page offset. A page belongs
/// to the anon_vma that its VMA had when it was first written. Each fork makes another one, below the
/// parent's; a whole family has one lock, that of its root.
/// </summary>
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

    /// <summary>The one whose lock its family shares; it keeps a reference to it.</summary>
    public AnonVma<TMachine> Root => new(machine, Get(AnonVmaWords.Root));

    /// <summary>The one that it was made below; itself for a root.</summary>
    public AnonVma<TMachine> Parent => new(machine, Get(AnonVmaWords.Parent));

    /// <summary>How many keep it: 1 while VMAs are linked to it, 1 for each other of its family if it is the
    /// root, 1 for each walker that waits for the lock.</summary>
    public ulong References => machine.Load(ReferencesWord, MemoryOrder.Once);

    /// <summary>How many have it as parent; a root is one of its own.</summary>
    [KernelName("num_children")]
    public ulong Children => Get(AnonVmaWords.Children);

    /// <summary>How many VMAs have it as theirs.</summary>
    [KernelName("num_active_vmas")]
    public ulong ActiveVmas => Get(AnonVmaWords.ActiveVmas);

    /// <summary>Its links, by the page offsets of their VMAs, under the lock of the family.</summary>
    public IntervalTree<TMachine, LinkIntervals<TMachine>> Links =>
        new(machine, WordAddress.Of(address, AnonVmaWords.Links));

    /// <summary>
    /// True if a child's VMA may have it: the VMA that it was made for is gone, and all that is below it is
    /// one other.
    /// </summary>
    public bool IsReusable => Children < 2 && ActiveVmas == 0;

    private ulong LockWord => WordAddress.Of(address, AnonVmaWords.Lock);

    private ulong RootWord => WordAddress.Of(address, AnonVmaWords.Root);

    private ulong ReferencesWord => WordAddress.Of(address, AnonVmaWords.References);

    /// <summary>The one that a VMA has; its address is 0 until the VMA is first written.</summary>
    public static AnonVma<TMachine> Of(TMachine machine, Vma<TMachine> vma) => new(machine, vma.AnonVma);

    /// <summary>
    /// Takes one that is the root of a family of its own, with one reference. Address 0 if there is no
    /// memory.
    /// </summary>
    /// <remarks>
    /// The lock and the tree are as the one before left them: free and empty. Somebody may still try the
    /// lock.
    /// </remarks>
    [KernelName("anon_vma_alloc")]
    public static AnonVma<TMachine> Allocate(TMachine machine)
    {
        var anon = new AnonVma<TMachine>(machine, machine.Allocate(AnonCaches.AnonVma));
        if (anon.Exists)
        {
            machine.Store(anon.ReferencesWord, 1, MemoryOrder.Once);
            anon.Put(AnonVmaWords.Children, 0);
            anon.Put(AnonVmaWords.ActiveVmas, 0);
            anon.Put(AnonVmaWords.Parent, anon.Address);
            machine.Store(anon.RootWord, anon.Address, MemoryOrder.Once);
        }

        return anon;
    }

    /// <summary>Takes the lock of its family for writing.</summary>
    [KernelName("anon_vma_lock_write")]
    public LockGuard<TMachine> LockWrite() => new RwSemaphore<TMachine>(machine, Root.LockWord).Write();

    /// <summary>Takes the lock of its family for reading.</summary>
    [KernelName("anon_vma_lock_read")]
    public LockGuard<TMachine> LockRead() => new RwSemaphore<TMachine>(machine, Root.LockWord).Read();

    /// <summary>
    /// Takes the lock for reading if that needs no waiting. Called on the root, which may be freed: the
    /// caller is in a read-side critical section and looks afterwards whether it has the right lock.
    /// </summary>
    public LockGuard<TMachine> TryLockRead() => new RwSemaphore<TMachine>(machine, LockWord).TryRead();

    /// <summary>
    /// The root of one that may be freed, or another by now. The caller is in a read-side critical section.
    /// </summary>
    public AnonVma<TMachine> PeekRoot() => new(machine, machine.Load(RootWord, MemoryOrder.Once));

    /// <summary>
    /// Takes a reference to one that may be freed; false if it is. The caller is in a read-side critical
    /// section.
    /// </summary>
    public bool TryGrab()
    {
        ulong count = machine.Load(ReferencesWord, MemoryOrder.Once);
        while (count != 0)
        {
            ulong seen = machine.CompareExchange(
                ReferencesWord, count, count + 1, MemoryOrder.Once, MemoryOrder.Once);
            if (seen == count)
            {
                return true;
            }

            machine.Retry(MmSites.AnonGrabRetry);
            count = seen;
        }

        return false;
    }

    /// <summary>Says that its pages may be mapped in a VMA.</summary>
    public void NoteMayMap(Vma<TMachine> vma)
    {
        machine.Observe(MmSites.AnonVmaOf, vma.Address);
        machine.Observe(MmSites.MayMap, address);
    }

    /// <summary>Makes a fresh one a member of a family, which keeps the root.</summary>
    public void JoinFamily(AnonVma<TMachine> parent)
    {
        var root = parent.Root;
        Put(AnonVmaWords.Parent, parent.Address);
        machine.Store(RootWord, root.Address, MemoryOrder.Once);
        machine.Add(root.ReferencesWord, 1, MemoryOrder.Once);
    }

    /// <summary>Counts one below it in or out, under the lock of the family.</summary>
    public void CountChild(long change) => Put(AnonVmaWords.Children, Children + unchecked((ulong)change));

    /// <summary>Counts a VMA in or out that has it as its own, under the lock of the family.</summary>
    public void CountActive(long change) =>
        Put(AnonVmaWords.ActiveVmas, ActiveVmas + unchecked((ulong)change));

    /// <summary>Drops a reference; the last one frees it, and drops its own to the root.</summary>
    [KernelName("put_anon_vma")]
    public void Put()
    {
        if (DropReference())
        {
            FreeLast();
        }
    }

    /// <summary>Drops a reference; true if it was the last, and <see cref="FreeLast"/> is due.</summary>
    public bool DropReference() =>
        // (G) Leaves; pairs with (G) of whoever leaves last. Moved above an access to the anon_vma, that
        // access could meet freed memory.
        machine.Add(ReferencesWord, ulong.MaxValue, MemoryOrder.AcquireRelease) == 1;

    /// <summary>Frees one that has no reference left. The caller does not hold the lock.</summary>
    [KernelName("__put_anon_vma")]
    public void FreeLast()
    {
        var root = Root;
        Free(root);
        if (root.Address != address && root.DropReference())
        {
            root.Free(root);
        }
    }

    /// <summary>
    /// Frees it. A walker that came by a page may hold the lock: it finds the page unmapped and lets it go,
    /// which is waited for.
    /// </summary>
    [KernelName("anon_vma_free")]
    private void Free(AnonVma<TMachine> root)
    {
        if (!machine.TryLock(root.LockWord, LockMode.Write))
        {
            machine.Lock(root.LockWord, LockMode.Write);
        }

        machine.Unlock(root.LockWord, LockMode.Write);
        machine.Observe(MmSites.BalanceAnonVma, Children + ActiveVmas);
        machine.Free(AnonCaches.AnonVma, address);
    }

    private ulong Get(int word) => machine.Load(WordAddress.Of(address, word), MemoryOrder.Plain);

    private void Put(int word, ulong value) =>
        machine.Store(WordAddress.Of(address, word), value, MemoryOrder.Plain);
}
