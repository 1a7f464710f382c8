using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// One mapping of an address space: from <see cref="Start"/> to <see cref="End"/>, exclusive.
/// </summary>
/// <remarks>
/// Kernel: <c>vm_area_struct</c>. Page tables are modelled as a count of pages present. Its fields change
/// only under the mmap lock held for writing and the VMA's own write lock, unless a member says otherwise.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="address">The object's address; 0 stands for none.</param>
[KernelName("vm_area_struct")]
internal readonly partial struct Vma<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    private const int FirstCopied = VmaWords.Mm;
    private const int Copied = VmaWords.AnonVma - VmaWords.Mm;

    /// <summary>The machine it lives on.</summary>
    public TMachine Machine => machine;

    /// <summary>The object's address; 0 stands for none.</summary>
    public ulong Address => address;

    /// <summary>True if there is one.</summary>
    public bool Exists => address != 0;

    /// <summary>Its lock.</summary>
    public VmaLock<TMachine> Lock => new(machine, WordOf(VmaWords.Lock));

    /// <summary>The address of the mm it belongs to; fixed while it is in a tree.</summary>
    public ulong Mm => Get(VmaWords.Mm);

    /// <summary>Its first address.</summary>
    public ulong Start => Get(VmaWords.Start);

    /// <summary>The address after its last.</summary>
    public ulong End => Get(VmaWords.End);

    /// <summary>What it allows.</summary>
    public VmFlags Flags => (VmFlags)Get(VmaWords.Flags);

    /// <summary>The page of the file that its start shows, or of the anonymous memory.</summary>
    public ulong PageOffset => Get(VmaWords.PageOffset);

    /// <summary>The page offset of its last page.</summary>
    public ulong LastPageOffset => PageOffset + Length - 1;

    /// <summary>The file it maps; its address is 0 for anonymous memory.</summary>
    public MappedFile<TMachine> File => new(machine, Get(VmaWords.File));

    /// <summary>
    /// The address of its anonymous reverse map, to which the pages belong that are written from now on; 0
    /// until the first write fault.
    /// </summary>
    /// <remarks>A reader that holds the VMA's lock may see it appear, so it is read whole.</remarks>
    public ulong AnonVma =>
        // (B) Looks for the reverse map; pairs with (A) in Vma. Moved below its uses, they could meet the
        // words of an object that is not filled yet.
        machine.Load(WordOf(VmaWords.AnonVma), MemoryOrder.Acquire);

    /// <summary>The newest of its links to anonymous reverse maps; 0 if it has none.</summary>
    /// <remarks>
    /// The list changes under the mmap lock held for writing; the first link comes under the page-table lock.
    /// </remarks>
    public ulong NewestLink => machine.Load(WordOf(VmaWords.NewestLink), MemoryOrder.Once);

    /// <summary>The oldest of its links; 0 if it has none.</summary>
    public ulong OldestLink => machine.Load(WordOf(VmaWords.OldestLink), MemoryOrder.Once);

    /// <summary>True if it has exactly one link.</summary>
    /// <remarks>A neighbour's fault may look while the first link comes.</remarks>
    public bool HasOneLink => NewestLink is not 0 and var newest && newest == OldestLink;

    /// <summary>How many of its pages are present; under the page-table lock.</summary>
    public ulong Present => Get(VmaWords.Pages);

    /// <summary>How many pages it spans.</summary>
    public ulong Length => Pages.Count(Start, End);

    /// <summary>
    /// Takes a VMA that is in no tree; its fields are not filled yet. Address 0 if there is no memory.
    /// </summary>
    [KernelName("vm_area_alloc")]
    public static Vma<TMachine> Allocate(TMachine machine)
    {
        var vma = new Vma<TMachine>(machine, machine.Allocate(MmCaches.Vma));
        if (vma.Exists)
        {
            vma.Lock.Initialise();
        }

        return vma;
    }

    /// <summary>Fills the fields of a VMA that is in no tree.</summary>
    [KernelName("vma_init")]
    public void Initialise(ulong mm, ulong start, ulong end, VmFlags flags, ulong file, ulong pageOffset)
    {
        Put(VmaWords.Mm, mm);
        Put(VmaWords.Start, start);
        Put(VmaWords.End, end);
        Put(VmaWords.Flags, (ulong)flags);
        Put(VmaWords.PageOffset, pageOffset);
        Put(VmaWords.File, file);
        ClearLinks();
    }

    /// <summary>
    /// Takes a copy that is in no tree and no list and has no page present. It belongs to the same mm until
    /// <see cref="SetMm"/> says otherwise.
    /// </summary>
    /// <returns>Address 0 if there is no memory.</returns>
    [KernelName("vm_area_dup")]
    public Vma<TMachine> Duplicate()
    {
        var copy = Allocate(machine);
        if (copy.Exists)
        {
            machine.Copy(copy.WordOf(FirstCopied), WordOf(FirstCopied), Copied);
            copy.ClearLinks();
        }

        return copy;
    }

    /// <summary>
    /// Frees a VMA that is in no tree and no list. Its memory may be reused at once.
    /// </summary>
    [KernelName("vm_area_free")]
    public void Free() => machine.Free(MmCaches.Vma, address);

    /// <summary>Gives it to another mm, while it is in no tree.</summary>
    internal void SetMm(ulong mm) => Put(VmaWords.Mm, mm);

    /// <summary>Changes what it allows.</summary>
    internal void SetFlags(VmFlags flags) => Put(VmaWords.Flags, (ulong)flags);

    /// <summary>Sets its anonymous reverse map, under the page-table lock.</summary>
    internal void SetAnon(ulong anon) =>
        // (A) Gives the VMA its reverse map; pairs with (B) in AnonVma. Moved above the stores that fill it,
        // a fault at the same time could use a lock and a list that are not there yet.
        machine.Store(WordOf(VmaWords.AnonVma), anon, MemoryOrder.Release);

    /// <summary>Sets the newest of its links.</summary>
    internal void SetNewestLink(ulong link) =>
        machine.Store(WordOf(VmaWords.NewestLink), link, MemoryOrder.Once);

    /// <summary>Sets the oldest of its links.</summary>
    internal void SetOldestLink(ulong link) =>
        machine.Store(WordOf(VmaWords.OldestLink), link, MemoryOrder.Once);

    /// <summary>Sets how many pages are present, under the page-table lock.</summary>
    internal void SetPresent(ulong pages) => Put(VmaWords.Pages, pages);

    /// <summary>The address of one of its words.</summary>
    internal ulong WordOf(int word) => WordAddress.Of(address, word);

    /// <summary>Reads one of its words.</summary>
    internal ulong Get(int word) => machine.Load(WordOf(word), MemoryOrder.Plain);

    /// <summary>Writes one of its words.</summary>
    internal void Put(int word, ulong value) => machine.Store(WordOf(word), value, MemoryOrder.Plain);

    /// <summary>Somebody who found the VMA that was here before may still look for its reverse map.</summary>
    private void ClearLinks()
    {
        machine.Store(WordOf(VmaWords.AnonVma), 0, MemoryOrder.Once);
        machine.Fill(WordOf(VmaWords.AnonVma + 1), 0, VmaWords.Pages - VmaWords.AnonVma);
    }
}
