using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Simulation;
using static RcuSim.Explaining.ViolationKind;
using static RcuSim.Machine.MemoryOrder;
using static RcuSim.Machine.OperationKind;

namespace RcuSim.Scenarios;

/// <summary>
/// Every lettered order of the layers that are simulated, taken away one at a time. The letters of Machine
/// belong to the native machine, whose own words no simulated execution has.
/// </summary>
internal static class OrderMutants
{
    private static readonly SlabField sequence = MmCaches.Mm.FieldOf(MmWords.LockSequence);
    private static readonly SlabField root = MmCaches.Mm.FieldOf(MmWords.TreeRoot);
    private static readonly SlabField references = MmCaches.Mm.FieldOf(MmWords.Count);
    private static readonly SlabField users = MmCaches.Mm.FieldOf(MmWords.Users);
    private static readonly SlabField readers = MmCaches.Vma.FieldOf(VmaWords.Count);
    private static readonly SlabField reverseMap = MmCaches.Vma.FieldOf(VmaWords.AnonVma);
    private static readonly SlabField anonReferences =
        AnonCaches.AnonVma.FieldOf(AnonVmaWords.References);

    private static readonly SlabField parent = MapleNodeLayout.Parent;
    private static readonly SlabField[] entries =
    [
        TableCaches.Of(TableLevel.Pmd).FieldOf(TableCaches.Entry),
        TableCaches.Of(TableLevel.Pud).FieldOf(TableCaches.Entry),
        TableCaches.Of(TableLevel.Pgd).FieldOf(TableCaches.Entry),
    ];

    private static readonly SlabField[] slots = [MapleNodeLayout.Middle, MapleNodeLayout.Slots];

    /// <summary>All of them, in the order of docs/ordering.md.</summary>
    public static IReadOnlyList<OrderMutant> All { get; } =
    [
        new("Locking", "A", Weakening.Of(Load, Acquire, sequence), "fork-failure", DataRace),
        new("Locking", "B", Weakening.Of(Store, Release, sequence), "fork-failure", DataRace),
        new("Locking", "C", Weakening.Of(Add, Release, VmaLockSites.Leave), "unmap", DataRace),
        new("Locking", "D", Weakening.Of(Await, Acquire), null, DataRace),
        new("Locking", "E", Weakening.Of(Store, Release, readers), "recycled-vma", DataRace),
        new("Locking", "F", Weakening.Of(CompareExchange, Acquire, readers), "recycled-vma", DataRace),
        new("Locking", "G", Weakening.Of(Add, Release, VmaLockSites.Reopen), "unmap"),
        new("Locking", "H", Weakening.Of(Add, Acquire, VmaLockSites.Detach), "unmap"),
        new("Maple", "A", Weakening.Of(FenceKind.Read), "unmap", MissingOrder),
        new("Maple", "B", Weakening.Of(FenceKind.Write), "unmap", MissingOrder),
        new("Maple", "C", Weakening.Of(Store, Publish, MapleSites.FirstLeaf), null, MissingOrder),
        new("Maple", "D", Weakening.Of(Load, Dereference, root), "unmap", MissingOrder),
        new("Maple", "E", Weakening.Of(Store, Publish, MapleSites.NewRoot), "unmap", MissingOrder),
        new("Maple", "F", Weakening.Of(Store, Publish, MapleSites.NewChild), null, MissingOrder),
        new("Maple", "G", Weakening.Of(Load, Dereference, slots), "fork", MissingOrder),
        new("Maple", "H", Weakening.Of(Store, Publish, MapleSites.CopiedRoot), "fork", MissingOrder),
        new("Maple", "I", Weakening.Of(Store, Publish, MapleSites.NewEntry), "fork"),
        new("Maple", "J", Weakening.Of(Store, Release, parent), null),
        new("Maple", "K", Weakening.Of(Load, Acquire, parent), null, MissingOrder),
        new("Mm", "A", Weakening.Of(Store, Release, reverseMap), "fork"),
        new("Mm", "B", Weakening.Of(Load, Acquire, reverseMap), "fork"),
        new("Mm", "C", Weakening.Of(Add, AcquireRelease, references), "fork"),
        new("Mm", "D", Weakening.Of(Add, AcquireRelease, users), "fork"),
        new("Mm", "E", Weakening.Of(Store, Publish, entries), null, DataRace),
        new("Mm", "F", Weakening.Of(Load, Dereference, entries), null, DataRace),
        new("Mm", "G", Weakening.Of(Add, AcquireRelease, anonReferences), "unmap"),
    ];
}
