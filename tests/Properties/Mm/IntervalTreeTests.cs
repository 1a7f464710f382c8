using CsCheck;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Tests.Properties.Mm;

using Tree = IntervalTree<NativeMachine, Span<NativeMachine>>;

/// <summary>Random changes of an interval tree against a list in order.</summary>
public sealed class IntervalTreeTests
{
    private const ulong Top = 40;
    private static readonly SlabCache root = new("span_root", 1, [new("root", 0)]);

    private static readonly Gen<(int Verb, ulong First, ulong Length, int Which)[]> changes =
        Gen.Select(Gen.Int[0, 4], Gen.ULong[0, Top], Gen.ULong[0, 12], Gen.Int[0, 999]).Array[0, 120];

    [Fact]
    public void It_has_what_was_put_in_in_order_and_finds_what_meets_a_range() =>
        changes.Sample(Check, iter: 400, threads: 1);

    private static void Check((int Verb, ulong First, ulong Length, int Which)[] steps)
    {
        using var system = new NativeSystem(new() { PoisonOnFree = true }, (_, _, _, _) => { });
        using var thread = system.CreateThread();
        var machine = thread.Machine;
        ulong word = ((IMachine)machine).Allocate(root);
        ((IMachine)machine).Store(word, 0, MemoryOrder.Plain);
        var tree = new Tree(machine, word);
        var model = new List<ulong>();
        foreach (var (verb, first, length, which) in steps)
        {
            Change(machine, tree, model, verb, first, first + length, which);
            Assert.Equal(model, In(tree, 0, ulong.MaxValue));
            Assert.Equal(model.Count == 0, tree.IsEmpty);
            IntervalShape.Check<NativeMachine, Span<NativeMachine>>(machine, word);
        }

        for (ulong from = 0; from <= Top + 12; from++)
        {
            ulong to = from + (from % 3);
            var expected = model.Where(node => Span<NativeMachine>.First(machine, node) <= to
                && Span<NativeMachine>.Last(machine, node) >= from);
            Assert.Equal(expected, In(tree, from, to));
        }
    }

    private static void Change(
        NativeMachine machine, Tree tree, List<ulong> model, int verb, ulong first, ulong last, int which)
    {
        if (verb == 0 && model.Count > 0)
        {
            ulong gone = model[which % model.Count];
            tree.Remove(gone);
            model.Remove(gone);
            ((IMachine)machine).Free(Span<NativeMachine>.Cache, gone);
            return;
        }

        if (verb == 1 && model.Count > 0)
        {
            int place = which % model.Count;
            first = Span<NativeMachine>.First(machine, model[place]);
            ulong copy = Span<NativeMachine>.Allocate(machine, first, first + last);
            tree.InsertAfter(model[place], copy);
            model.Insert(place + 1, copy);
            return;
        }

        ulong node = Span<NativeMachine>.Allocate(machine, first, last);
        tree.Insert(node);
        int at = model.FindIndex(other => Span<NativeMachine>.First(machine, other) > first);
        model.Insert(at < 0 ? model.Count : at, node);
    }

    private static List<ulong> In(Tree tree, ulong first, ulong last)
    {
        var found = new List<ulong>();
        for (ulong node = tree.FirstIn(first, last); node != 0; node = tree.NextIn(node, first, last))
            found.Add(node);
        return found;
    }
}
