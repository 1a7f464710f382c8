using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Oracles;

/// <summary>
/// I2: what a lookup found stood at its index at some instant between its begin and its end. A write takes
/// effect at one instant of its span: once a lookup has found the new value, later ones do not find the old.
/// </summary>
/// <remarks>
/// One execution of the real algorithm breaks this, and is excused: a lookup reads the pivots of a leaf and
/// then a slot; if one store moves a pivot across its index in between and another fills that slot, it finds
/// a value that was never at its index. A user who cares looks at the range in the value, as a page fault
/// does. Nothing else is excused: not the old value beside a pivot that has moved already, nor the value of
/// a store that came before the pivot moved.
/// </remarks>
/// <param name="trees">What the trees mean.</param>
internal sealed class LookupLinearizability(TreeHistories trees) : IOracle
{
    private readonly ReversibleArray<Lookup> lookups = new(256);

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.Lookup);

    /// <inheritdoc/>
    public IReadOnlyList<IStepReader> Needs => [trees];

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        int site = item.Operation.Site;
        if (Site.KindOf(site) != SiteKind.Lookup)
        {
            return null;
        }

        ref var lookup = ref lookups.Change(item.Thread.Number);
        if (site == MapleSpans.ReadTree.Number)
        {
            lookup = new(item.Operation.Value, 0, step.Position);
        }
        else if (site == MapleSpans.ReadIndex.Number)
        {
            lookup.Index = item.Operation.Value;
        }
        else if (site == MapleSpans.ReadValue.Number && lookup.Tree != 0)
        {
            var wrong = Check(lookup, item, step.Position, history);
            lookup = default;
            return wrong;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Mark() => lookups.Mark();

    /// <inheritdoc/>
    public void BackTo(int mark) => lookups.BackTo(mark);

    private Violation? Check(Lookup lookup, in Event item, int position, ExecutionHistory history)
    {
        var past = trees[lookup.Tree];
        ulong found = item.Operation.Value;
        if (past.Had(lookup.Index, found, lookup.BeganAt, inOrder: true))
        {
            trees.Change(lookup.Tree).Prove(lookup.Index, found, lookup.BeganAt, position);
            return null;
        }

        return past.MayBeOvertaken(lookup.Index, found, lookup.BeganAt, history)
            ? null
            : Describe(lookup, past, item, position, history);
    }

    private static Violation Describe(
        Lookup lookup, TreeHistory past, in Event item, int position, ExecutionHistory history)
    {
        ulong found = item.Operation.Value;
        string what = found == 0 ? "nothing" : AddressName.Value(found, history);
        string index = $"0x{lookup.Index:x}", tree = TreeText.Name(lookup.Tree, history);
        var explanation = new Explanation(history)
            .At(lookup.BeganAt, $"{item.Thread} begins to look {index} up in {tree}");
        bool changed = false;
        foreach (var write in past.At(lookup.Index, lookup.BeganAt))
        {
            explanation.Write(write, lookup.Index, past, history);
            changed = true;
        }

        if (!changed)
        {
            string there = AddressName.Value(past.Map[lookup.Index], history);
            explanation.Note(
                lookup.BeganAt, $"{(there == "0" ? "nothing" : there)} is at {index} all the time");
        }

        if (history.Objects.IsPointer(found))
        {
            int read = explanation.PointerTo(item.Thread, found, position);
            if (read >= 0)
            {
                explanation.Source(read, history);
            }
        }

        return explanation.At(position, $"the lookup ends and finds {what}").Proves(
            ViolationKind.LookupNotLinearizable,
            $"{item.Thread} finds {what} at {index}, which was there at no instant of the lookup.",
            position);
    }

    private record struct Lookup(ulong Tree, ulong Index, int BeganAt);
}
