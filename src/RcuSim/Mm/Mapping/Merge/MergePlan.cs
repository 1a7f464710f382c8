using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>What becomes of the VMAs of a merge.</summary>
internal readonly struct MergePlan<TMachine>
    where TMachine : struct, IMachine
{
    /// <summary>The VMA that stands for the range afterwards.</summary>
    public Vma<TMachine> Keeper { get; init; }

    /// <summary>The VMA whose bounds are set: the keeper, unless it only moves its start.</summary>
    public Vma<TMachine> Changed { get; init; }

    /// <summary>Where it begins.</summary>
    public ulong Start { get; init; }

    /// <summary>Where it ends, exclusive.</summary>
    public ulong End { get; init; }

    /// <summary>A VMA that moves its start to the end of the one that is changed; may be absent.</summary>
    public Vma<TMachine> Neighbour { get; init; }

    /// <summary>A VMA that goes; may be absent.</summary>
    public Vma<TMachine> Gone { get; init; }

    /// <summary>One more; may be absent.</summary>
    public Vma<TMachine> AlsoGone { get; init; }

    /// <summary>Carries it out. All that are named are locked for writing.</summary>
    /// <returns><see cref="Errno.NoMemory"/> with nothing changed, or <see cref="Errno.None"/>.</returns>
    [KernelName("commit_merge")]
    public Errno Commit(MmStruct<TMachine> mm)
    {
        bool keeperMoves = Keeper.Address == Neighbour.Address;
        ulong first = keeperMoves ? End : Start;
        ulong last = keeperMoves ? Keeper.End : End;
        var error = PreparedStore<TMachine>.Prepare(mm, Keeper, first, last, out var store);
        if (error != Errno.None)
        {
            return error;
        }

        var change = new VmaChange<TMachine>(mm, Changed)
        {
            Neighbour = Neighbour,
            Gone = Gone,
            AlsoGone = AlsoGone,
        };
        change.Begin();
        SetBounds(keeperMoves);
        store.CarryOut(Keeper);
        change.End();
        return Errno.None;
    }

    private void SetBounds(bool keeperMoves)
    {
        Changed.SetBounds(Start, End, Changed.OffsetOf(Start));
        if (!Neighbour.Exists)
        {
            return;
        }

        Neighbour.MoveStart(End);
        if (keeperMoves)
        {
            Changed.GiveExcessTo(Neighbour);
        }
        else
        {
            Neighbour.GiveExcessTo(Changed);
        }
    }
}
