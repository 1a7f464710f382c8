using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Checking;

/// <summary>
/// I2: what a lookup found stood at its index at some instant between its begin and its end. A write takes
/// effect at one instant of its span: once a lookup has found the new value, later ones do not find the old.
/// </summary>
/// <remarks>
/// One execution of the real algorithm breaks this, and is let pass: a lookup reads the borders of a leaf and
/// then a slot; if one store moves a border across its index in between and another fills that slot, it finds
/// a value that was never at its index. A user who cares looks at the range in the value, as a page fault
/// does. Nothing else is let pass: not the old value beside a border that has moved already, nor the value of
/// a store that came before the border moved.
/// </remarks>
/// <param name="trees">What the trees mean.</param>
public sealed class LookupLinearizability(TreeHistories trees) : IOracle
{
    private readonly Lookup[] lookups = new Lookup[256];

    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Observe);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        int site = item.Operation.Site;
        if (Site.KindOf(site) != SiteKind.Lookup)
        {
            return;
        }

        ref var lookup = ref lookups[item.Thread.Name.Number];
        if (site == MapleSpans.ReadTree.Number)
        {
            lookup = new(item.Operation.Value, 0, position);
        }
        else if (site == MapleSpans.ReadIndex.Number)
        {
            lookup.Index = item.Operation.Value;
        }
        else if (site == MapleSpans.ReadValue.Number && lookup.Tree != 0)
        {
            Check(lookup, item, position, state);
            lookup = default;
        }
    }

    /// <inheritdoc/>
    public void Restore() => Array.Clear(lookups);

    private void Check(Lookup lookup, in Event item, int position, SystemState state)
    {
        var history = trees[lookup.Tree];
        ulong found = item.Operation.Value;
        if (history.Had(lookup.Index, found, lookup.BeganAt, inOrder: true))
        {
            history.Prove(lookup.Index, found, lookup.BeganAt, position);
            return;
        }

        if (history.MayBeOvertaken(lookup.Index, found, lookup.BeganAt, state))
        {
            return;
        }

        state.Report(Describe(lookup, history, item, position, state));
    }

    private static Violation Describe(
        Lookup lookup, TreeHistory history, in Event item, int position, SystemState state)
    {
        ulong found = item.Operation.Value;
        string what = found == 0 ? "nothing" : AddressName.Value(found, state);
        string index = $"0x{lookup.Index:x}", tree = TreeText.Name(lookup.Tree, state);
        var argument = new Argument(state)
            .At(lookup.BeganAt, $"{item.Thread.Name} begins to look {index} up in {tree}");
        bool changed = false;
        foreach (var write in history.At(lookup.Index, lookup.BeganAt))
        {
            argument.Write(write, lookup.Index, history, state);
            changed = true;
        }

        if (!changed)
        {
            string there = AddressName.Value(history.Map[lookup.Index], state);
            argument.Note(lookup.BeganAt, $"{(there == "0" ? "nothing" : there)} is at {index} all the time");
        }

        if (state.Objects.IsPointer(found))
        {
            int read = argument.PointerTo(item.Thread, found, position, state);
            if (read >= 0)
            {
                argument.Source(read, state);
            }
        }

        return argument.At(position, $"the lookup ends and finds {what}").Proves(
            ViolationKind.LookupNotLinearizable,
            $"{item.Thread.Name} finds {what} at {index}, which was there at no instant of the lookup.",
            position);
    }

    private record struct Lookup(ulong Tree, ulong Index, int BeganAt);
}
