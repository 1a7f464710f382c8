using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// Lets VMAs stand for ranges beside them. Whoever looks at the tree sees the change in one step.
/// </summary>
/// <remarks>
/// A VMA whose file has a driver does not go away in a merge: the driver would have to be told, and it may
/// not expect that.
/// </remarks>
internal static class Merging
{
    /// <summary>Lets neighbours stand for a range in which nothing is mapped.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="held">The hold on its lock.</param>
    /// <param name="request">The range.</param>
    /// <param name="merged">The VMA that stands for it; absent if none can, or after an error.</param>
    /// <returns><see cref="Errno.NoMemory"/> with nothing changed, or <see cref="Errno.None"/>.</returns>
    [KernelName("vma_merge_new_range")]
    public static Errno AddRange<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        in MergeRequest<TMachine> request,
        out Vma<TMachine> merged)
        where TMachine : struct, IMachine
    {
        merged = default;
        bool joinsPrevious = request.JoinsPrevious();
        bool joinsNext = request.JoinsNext(joinsPrevious);
        if (!joinsPrevious && !joinsNext)
        {
            return Errno.None;
        }

        var next = request.Next;
        var keeper = joinsPrevious ? request.Previous : next;
        bool takesNext = joinsPrevious && joinsNext && MayGo(next);
        var error = Expand(mm, held, new()
        {
            Keeper = keeper,
            Changed = keeper,
            Start = joinsPrevious ? keeper.Start : request.Start,
            End = takesNext || !joinsPrevious ? next.End : request.End,
            Gone = takesNext ? next : default,
        });
        merged = error == Errno.None ? keeper : default;
        return error;
    }

    /// <summary>Lets neighbours stand for a part of a VMA that is to be changed, from one of its ends
    /// on.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="held">The hold on its lock.</param>
    /// <param name="request">The part.</param>
    /// <param name="merged">The VMA that stands for it; absent if none can, or after an error.</param>
    /// <returns><see cref="Errno.NoMemory"/> with nothing changed, or <see cref="Errno.None"/>.</returns>
    [KernelName("vma_merge_existing_range")]
    public static Errno ChangeRange<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        MergeRequest<TMachine> request,
        out Vma<TMachine> merged)
        where TMachine : struct, IMachine
    {
        merged = default;
        var middle = request.Middle;
        bool fromStart = request.Start == middle.Start;
        bool toEnd = request.End == middle.End;
        bool joinsPrevious = fromStart && request.JoinsPrevious();
        request = request with { Next = toEnd ? mm.FirstVma(request.End) : default };
        bool joinsNext = request.JoinsNext(joinsPrevious);
        bool isWhole = fromStart && toEnd;
        if ((!joinsPrevious && !joinsNext) || (isWhole && !MayGo(middle)))
        {
            return Errno.None;
        }

        joinsNext = joinsNext && (!joinsPrevious || MayGo(request.Next));
        LockAll(held, request, joinsPrevious, joinsNext);
        var plan = !joinsNext ? IntoPrevious(request, isWhole)
            : joinsPrevious ? Bridge(request)
            : IntoNext(request, isWhole);
        var giver = joinsPrevious && joinsNext && request.Next.AnonVma != 0 ? request.Next : middle;
        var error = Carry(mm, plan, giver);
        merged = error == Errno.None ? plan.Keeper : default;
        return error;
    }

    /// <summary>Lets a VMA grow over a range in which nothing is mapped, and over the VMA above.</summary>
    [KernelName("vma_expand")]
    private static Errno Expand<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, in MergePlan<TMachine> plan)
        where TMachine : struct, IMachine
    {
        plan.Keeper.Lock.StartWrite(held);
        if (!plan.Gone.Exists)
        {
            return plan.Commit(mm);
        }

        plan.Gone.Lock.StartWrite(held);
        return Carry(mm, plan, plan.Gone);
    }

    /// <summary>Carries a plan out, after the keeper has got another's reverse maps if it has none.</summary>
    private static Errno Carry<TMachine>(
        MmStruct<TMachine> mm, in MergePlan<TMachine> plan, Vma<TMachine> giver)
        where TMachine : struct, IMachine
    {
        var error = AnonLinks.TakeOver(mm.Machine, plan.Keeper, giver, out bool cloned);
        if (error != Errno.None)
        {
            return error;
        }

        error = plan.Commit(mm);
        if (error != Errno.None && cloned)
        {
            AnonLinks.Unlink(mm.Machine, plan.Keeper);
        }

        return error;
    }

    private static void LockAll<TMachine>(
        MmapWriteGuard<TMachine> held, in MergeRequest<TMachine> request, bool previous, bool next)
        where TMachine : struct, IMachine
    {
        request.Middle.Lock.StartWrite(held);
        if (next)
        {
            request.Next.Lock.StartWrite(held);
        }

        if (previous)
        {
            request.Previous.Lock.StartWrite(held);
        }
    }

    /// <summary>The VMA below stands for the part; what is left of its VMA begins after it.</summary>
    private static MergePlan<TMachine> IntoPrevious<TMachine>(
        in MergeRequest<TMachine> request, bool isWhole)
        where TMachine : struct, IMachine => new()
        {
            Keeper = request.Previous,
            Changed = request.Previous,
            Start = request.Previous.Start,
            End = request.End,
            Neighbour = isWhole ? default : request.Middle,
            Gone = isWhole ? request.Middle : default,
        };

    /// <summary>The VMA above stands for the part; what is left of its VMA ends before it.</summary>
    private static MergePlan<TMachine> IntoNext<TMachine>(in MergeRequest<TMachine> request, bool isWhole)
        where TMachine : struct, IMachine => new()
        {
            Keeper = request.Next,
            Changed = isWhole ? request.Next : request.Middle,
            Start = isWhole ? request.Start : request.Middle.Start,
            End = isWhole ? request.Next.End : request.Start,
            Neighbour = isWhole ? default : request.Next,
            Gone = isWhole ? request.Middle : default,
        };

    /// <summary>The VMA below stands for the whole VMA and the one above.</summary>
    private static MergePlan<TMachine> Bridge<TMachine>(in MergeRequest<TMachine> request)
        where TMachine : struct, IMachine => new()
        {
            Keeper = request.Previous,
            Changed = request.Previous,
            Start = request.Previous.Start,
            End = request.Next.End,
            Gone = request.Middle,
            AlsoGone = request.Next,
        };

    [KernelName("can_merge_remove_vma")]
    private static bool MayGo<TMachine>(Vma<TMachine> vma)
        where TMachine : struct, IMachine => !vma.File.Exists || !vma.File.HasDriver;
}
