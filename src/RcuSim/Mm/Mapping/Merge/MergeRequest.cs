using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// A range that is to be mapped in some way, or is mapped and to be changed, and what lies around it: could a
/// VMA beside it stand for it?
/// </summary>
[KernelName("vma_merge_struct")]
internal readonly struct MergeRequest<TMachine>
    where TMachine : struct, IMachine
{
    /// <summary>The VMA below, which may end before the range begins; may be absent.</summary>
    public Vma<TMachine> Previous { get; init; }

    /// <summary>The VMA that holds the range now; absent if nothing does.</summary>
    public Vma<TMachine> Middle { get; init; }

    /// <summary>The VMA above, which may begin after the range ends; may be absent.</summary>
    public Vma<TMachine> Next { get; init; }

    /// <summary>The first address.</summary>
    public ulong Start { get; init; }

    /// <summary>The address after the last.</summary>
    public ulong End { get; init; }

    /// <summary>The flags that it is to have.</summary>
    public VmFlags Flags { get; init; }

    /// <summary>The address of the file that it maps; 0 for anonymous memory.</summary>
    public ulong File { get; init; }

    /// <summary>The page that its start shows.</summary>
    public ulong PageOffset { get; init; }

    /// <summary>True if the VMA below ends where the range begins and could stand for it.</summary>
    [KernelName("can_vma_merge_left")]
    public bool JoinsPrevious() =>
        Previous.Exists && Previous.End == Start
        && Suits(Previous) && Previous.PageOffset + Previous.Length == PageOffset;

    /// <summary>
    /// True if the VMA above begins where the range ends and could stand for it, and for the VMA below too if
    /// that one joins.
    /// </summary>
    [KernelName("can_vma_merge_right")]
    public bool JoinsNext(bool previousJoins) =>
        Next.Exists && Next.Start == End
        && Suits(Next) && PageOffset + Pages.Count(Start, End) == Next.PageOffset
        && (!previousJoins || AnonMerge.AreCompatible(Previous, Next));

    /// <summary>True if it differs from a VMA in nothing but the place.</summary>
    [KernelName("is_mergeable_vma")]
    private bool Suits(Vma<TMachine> vma) =>
        vma.Flags == Flags && vma.File.Address == File && MayShareAnon(vma);

    /// <summary>True if reverse maps do not keep them apart: a range in which nothing is mapped has
    /// none.</summary>
    private bool MayShareAnon(Vma<TMachine> vma) => Middle.Exists
        ? AnonMerge.AreCompatible(Middle, vma)
        : vma.AnonVma == 0 || vma.HasOneLink;
}
