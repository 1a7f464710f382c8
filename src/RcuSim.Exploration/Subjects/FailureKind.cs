using RcuSim.Locking;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Exploration;

/// <summary>A request that a failure plan can let fail.</summary>
internal sealed class FailureKind(string name, string summary)
{
    /// <summary>What the plan calls it: a kind of object, or a failure point.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for lists.</summary>
    public string Summary { get; } = summary;

    /// <summary>All that the built-in scenarios ask for.</summary>
    public static IReadOnlyList<FailureKind> All { get; } =
    [
        new(MapleNodeLayout.Cache.Name, "no memory for a node of the maple tree"),
        new(MmCaches.Vma.Name, "no memory for a mapping"),
        new(MmCaches.Mm.Name, "no memory for the child's address space"),
        new(TableCaches.Of(TableLevel.Pgd).Name, "no memory for the root of the child's page tables"),
        new(AnonCaches.AnonVma.Name, "no memory for an anon_vma"),
        new(AnonCaches.Link.Name, "no memory for a link between a mapping and an anon_vma"),
        new(MmSites.Charge.Name, "the commit limit is reached"),
        new(MappingSites.Prepare.Name, "no memory for the nodes of a store that is prepared"),
        new(MappingSites.Policy.Name, "no memory for the policy of a mapping that is split"),
        new(MappingSites.Clone.Name, "no memory for the reverse maps of a mapping that is split or merged"),
        new(MappingSites.Driver.Name, "a file's driver refuses to be mapped"),
        new(MappingSites.ClearRange.Name, "no memory to take what is unmapped out of the tree"),
        new(MmSites.CopyPages.Name, "no memory for page tables, half way through a mapping"),
        new(MmSites.ForkSignal.Name, "a fatal signal is pending while fork copies"),
        new(LockSites.FatalSignal.Name, "a fatal signal is pending while a lock is waited for"),
    ];
}
