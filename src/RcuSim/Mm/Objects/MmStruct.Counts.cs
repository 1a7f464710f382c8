using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>What is counted of it; under the mmap lock unless a member says otherwise.</content>
internal readonly partial struct MmStruct<TMachine>
{
    /// <summary>How many VMAs it has.</summary>
    public ulong MapCount => Get(MmWords.MapCount);

    /// <summary>How many pages it maps.</summary>
    public ulong TotalPages => Get(MmWords.TotalPages);

    /// <summary>How many of them are private memory that may be written.</summary>
    public ulong DataPages => Get(MmWords.DataPages);

    /// <summary>How many of them may be executed and not written.</summary>
    public ulong ExecutablePages => Get(MmWords.ExecutablePages);

    /// <summary>How many of them are of stacks.</summary>
    public ulong StackPages => Get(MmWords.StackPages);

    /// <summary>How many of them are locked in memory.</summary>
    public ulong LockedPages => Get(MmWords.LockedPages);

    /// <summary>True if it may map so many pages more.</summary>
    [KernelName("may_expand_vm")]
    public bool HasRoomFor(ulong pages) => TotalPages + pages <= Get(MmWords.PageLimit);

    /// <summary>Sets how many pages it may map.</summary>
    /// <remarks>Kernel: <c>RLIMIT_AS</c>.</remarks>
    internal void LimitPages(ulong most) => Set(MmWords.PageLimit, most);

    /// <summary>Counts VMAs in or out.</summary>
    internal void CountMappings(long vmas) => Count(MmWords.MapCount, vmas);

    /// <summary>Counts pages in or out that are mapped with some flags, other than as locked.</summary>
    [KernelName("vm_stat_account")]
    internal void CountPages(VmFlags flags, long pages)
    {
        Count(MmWords.TotalPages, pages);
        switch (flags.PageClass())
        {
            case PageClass.Data:
                Count(MmWords.DataPages, pages);
                break;
            case PageClass.Executable:
                Count(MmWords.ExecutablePages, pages);
                break;
            case PageClass.Stack:
                Count(MmWords.StackPages, pages);
                break;
        }
    }

    /// <summary>Counts pages in or out that are locked in memory.</summary>
    internal void CountLocked(long pages) => Count(MmWords.LockedPages, pages);

    /// <summary>
    /// Counts out the pages of VMAs that were counted out themselves. Held for reading, the mmap lock is
    /// enough: no other thread counts then.
    /// </summary>
    internal void CountOut(PageTally tally)
    {
        Count(MmWords.TotalPages, -tally.Pages);
        Count(MmWords.DataPages, -tally.Data);
        Count(MmWords.ExecutablePages, -tally.Executable);
        Count(MmWords.StackPages, -tally.Stack);
        AddResident(-tally.Present);
    }

    /// <summary>
    /// Takes over the counts of pages, and their limit, of the address space it is copied from; it locks
    /// none.
    /// </summary>
    internal void TakeCounts(MmStruct<TMachine> parent)
    {
        Set(MmWords.TotalPages, parent.TotalPages);
        Set(MmWords.DataPages, parent.DataPages);
        Set(MmWords.ExecutablePages, parent.ExecutablePages);
        Set(MmWords.StackPages, parent.StackPages);
        LimitPages(parent.Get(MmWords.PageLimit));
    }

    private void Count(int word, long by)
    {
        if (by != 0)
        {
            machine.Add(WordOf(word), unchecked((ulong)by), MemoryOrder.Plain);
        }
    }

    private void Set(int word, ulong value) => machine.Store(WordOf(word), value, MemoryOrder.Plain);
}
