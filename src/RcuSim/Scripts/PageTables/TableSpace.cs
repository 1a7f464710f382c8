using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>The address space of a case, with its VMAs by number. Holds the mmap lock for writing.</summary>
internal sealed class TableSpace<TMachine> : IDisposable
    where TMachine : struct, IMachine
{
    private readonly List<Vma<TMachine>> vmas = [];
    private readonly MmapWriteGuard<TMachine> held;

    /// <summary>Makes what the case has at its beginning.</summary>
    public TableSpace(TMachine machine, TableCase line)
    {
        Mm = MmStruct<TMachine>.Allocate(machine, KernelGlobals<TMachine>.Allocate(machine));
        Require(Mm.Exists);
        held = Mm.Lock.Write();
        foreach (var vma in line.Vmas)
        {
            Map(vma);
        }

        foreach (ulong page in line.Pages)
        {
            Require(Mm.Tables.Populate(page) == Errno.None);
        }
    }

    /// <summary>The address space.</summary>
    public MmStruct<TMachine> Mm { get; }

    /// <summary>
    /// The VMA of a number; one that is gone throws <see cref="ScriptFormatException"/>, which says where it
    /// is named.
    /// </summary>
    public Vma<TMachine> Vma(int number, string path) => vmas[number].Exists
        ? vmas[number]
        : throw new ScriptFormatException($"expected '{path}' to be a VMA that is left, found {number}");

    /// <summary>Puts the mark of a failed copy in the place of a VMA, or the VMA back.</summary>
    public void Mark(Vma<TMachine> place, bool marked) =>
        Put(place, marked ? MapleEntry.Zero : place.Address);

    /// <summary>Takes those VMAs that are in no reverse map any more out of the tree.</summary>
    /// <returns>Their numbers.</returns>
    public IReadOnlyList<int> TakeUnlinked()
    {
        var unlinked = new List<int>();
        for (int i = 0; i < vmas.Count; i++)
        {
            if (vmas[i].Exists && vmas[i].AnonVma == 0)
            {
                unlinked.Add(i);
                Put(vmas[i], 0);
                vmas[i].Free();
                vmas[i] = default;
            }
        }

        return unlinked;
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    /// <summary>Maps a VMA that was written to, so that it has a reverse map to leave.</summary>
    private void Map(TableVma place)
    {
        var flags = VmFlags.Read | VmFlags.Write | (place.IsHuge ? VmFlags.Huge : VmFlags.None);
        var vma = Vma<TMachine>.Allocate(Mm.Machine);
        Require(vma.Exists);
        vma.Initialise(Mm.Address, place.Start, place.End, flags, file: 0, pageOffset: 0);
        Require(AnonPreparation.Run(Mm, vma) == Errno.None);
        Put(vma, vma.Address);
        vmas.Add(vma);
    }

    /// <summary>Stores an entry in the place of a VMA.</summary>
    private void Put(Vma<TMachine> place, ulong entry)
    {
        var state = new MapleState<TMachine>(Mm.Tree, place.Start, place.End - 1);
        Require(state.StoreAllocating(entry) == Errno.None);
    }

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("no memory for a case on page tables");
        }
    }
}
