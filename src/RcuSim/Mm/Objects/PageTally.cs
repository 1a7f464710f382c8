using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>What some VMAs are counted with in their address space.</summary>
internal struct PageTally
{
    /// <summary>How many they are.</summary>
    public long Vmas;

    /// <summary>How many pages they span.</summary>
    public long Pages;

    /// <summary>How many of those are data.</summary>
    public long Data;

    /// <summary>How many are code.</summary>
    public long Executable;

    /// <summary>How many are of stacks.</summary>
    public long Stack;

    /// <summary>How many are locked in memory.</summary>
    public long Locked;

    /// <summary>How many are present.</summary>
    public long Present;

    /// <summary>How many are charged.</summary>
    public long Charged;

    /// <summary>Adds a VMA.</summary>
    public void Add<TMachine>(Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        var flags = vma.Flags;
        long pages = (long)vma.Length;
        Vmas++;
        Pages += pages;
        Present += (long)vma.Present;
        Locked += flags.Has(VmFlags.Locked) ? pages : 0;
        Charged += flags.Has(VmFlags.Account) ? pages : 0;
        AddTo(flags.PageClass(), pages);
    }

    /// <summary>Adds pages to one of the classes.</summary>
    private void AddTo(PageClass kind, long pages)
    {
        switch (kind)
        {
            case PageClass.Data:
                Data += pages;
                break;
            case PageClass.Executable:
                Executable += pages;
                break;
            case PageClass.Stack:
                Stack += pages;
                break;
        }
    }
}
