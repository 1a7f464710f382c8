using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <content>The operations that write.</content>
internal sealed partial class ScriptRunner<TMachine>
{
    private void Write(ScriptTree<TMachine> of, ScriptLine line)
    {
        var tree = of.Handle;
        var numbers = line.Numbers;
        bool changes = true;
        switch (line.Operation)
        {
            case "store":
                changes = AnswerWrite(
                    tree.StoreRange(numbers[1], numbers[2], line.Value(3), out var stored), stored);
                break;
            case "insert":
                changes = AnswerWrite(
                    tree.InsertRange(numbers[1], numbers[2], line.Value(3), out var inserted), inserted);
                break;
            case "erase":
                var result = tree.Erase(numbers[1], out ulong erased, out var erasure);
                changes = result == Errno.None && erased != 0;
                answer.AddValue("val", erased);
                NoteWrite(erasure);
                break;
            case "eraserange":
                changes = AnswerWrite(
                    tree.StoreRange(numbers[1], numbers[2], 0, out var emptied), emptied);
                break;
            case "alloc" or "allocrev":
                changes = Allocate(tree, line);
                break;
            case "alloccyclic":
                changes = AllocateCyclic(of, line);
                break;
            case "dup":
                answer.Add("u", numbers[1]).Add("rc", (long)tree.Duplicate(trees[numbers[1]].Handle));
                trees[numbers[1]].Writes++;
                break;
            case "destroy":
                tree.Destroy();
                answer.Add("rc", 0L);
                break;
            case "forkwalk":
                ForkWalk(tree, numbers[1], numbers[2]);
                break;
            case "thin":
                Thin(tree, numbers[1], numbers[2]);
                break;
            case "fill" or "fillrev" or "filllay":
                Fill(tree, line);
                break;
            default:
                Bulk(tree, line);
                break;
        }

        of.Writes += changes ? 1 : 0;
    }

    private bool AnswerWrite(Errno result, WriteAccount account)
    {
        answer.Add("rc", (long)result);
        NoteWrite(account);
        return result == Errno.None;
    }

    private void NoteWrite(WriteAccount account)
    {
        tally.Note(account);
        tally.AddStrategy(answer);
    }

    private bool Allocate(MapleTree<TMachine> tree, ScriptLine line)
    {
        ulong size = line.Numbers[3];
        var result = tree.Allocate(
            out ulong start, line.Value(4), size, line.Numbers[1], line.Numbers[2],
            reverse: line.Operation == "allocrev", out var account);
        answer.Add("rc", (long)result);
        if (result == Errno.None)
        {
            answer.Add("addr", start).Add("last", start + size - 1);
        }

        NoteWrite(account);
        return result == Errno.None;
    }

    private bool AllocateCyclic(ScriptTree<TMachine> of, ScriptLine line)
    {
        ulong next = of.Next;
        var result = of.Handle.AllocateCyclic(
            out ulong index, line.Value(3), line.Numbers[1], line.Numbers[2], ref next, out bool wentRound,
            out var account);
        answer.Add("rc", wentRound ? 1L : (long)result);
        if (result == Errno.None)
        {
            answer.Add("addr", index);
        }

        of.Next = next;
        bool wrapped = (of.Handle.Flags & MapleTreeFlags.Wrapped) != MapleTreeFlags.None;
        answer.Add("next", next).AddJson("wrapped", wrapped ? "true" : "false");
        NoteWrite(account);
        return result == Errno.None;
    }

    private void ForkWalk(MapleTree<TMachine> tree, ulong every, ulong add)
    {
        bool rcu = tree.Flags.InRcuMode();
        tree.LeaveRcuMode();
        var state = tree.At(0);
        long replaced = 0;
        long erased = 0;
        for (ulong ordinal = 0; state.Find(ulong.MaxValue) is var value and not 0; ordinal++)
        {
            int built = state.Built;
            if (every != 0 && ordinal % every == every - 1)
            {
                state.StoreAllocating(0);
                erased++;
            }
            else
            {
                state.Store(MapleEntry.FromInteger(MapleEntry.ToInteger(value) + add));
                replaced++;
            }

            tally.Note(state.Strategy, state.Built - built);
            if (every is 0 or > MostEntries && state.Strategy == MapleStrategy.StoreRoot)
            {
                // A value in the root word would be found again for ever: the recorded system has it so.
                break;
            }
        }

        if (rcu)
        {
            tree.EnterRcuMode();
        }

        answer.Add("rc", 0L).Add("replaced", replaced).Add("erased", erased);
        tally.AddStrategies(answer);
    }

    private void Thin(MapleTree<TMachine> tree, ulong every, ulong phase)
    {
        ulong ordinal = 0;
        long erased = 0;
        foreach (var (first, _, _) in TreeAnswers.Entries(tree).ToList())
        {
            if (ordinal++ % every == phase)
            {
                tree.Erase(first, out _, out var account);
                tally.Note(account);
                erased++;
            }
        }

        answer.Add("n", erased);
        tally.AddStrategies(answer);
    }

    private void Fill(MapleTree<TMachine> tree, ScriptLine line)
    {
        var numbers = line.Numbers;
        ulong count = numbers[1];
        bool even = line.Operation != "filllay";
        var layout = even
            ? EntryLayout.Even(numbers[2], numbers[3], numbers[4])
            : EntryLayout.Process(numbers[2]);
        ulong value = even ? numbers[5] : numbers[3];
        var ranges = layout.Ranges(count)
            .Select((range, i) => (range.First, range.Last, Value: value + (ulong)i));
        var result = Errno.None;
        foreach (var (first, last, stored) in line.Operation == "fillrev" ? ranges.Reverse() : ranges)
        {
            result = tree.StoreRange(first, last, MapleEntry.FromInteger(stored), out var account);
            tally.Note(account);
            if (result != Errno.None)
            {
                break;
            }
        }

        answer.Add("n", count).Add("rc", (long)result);
        tally.AddStrategies(answer);
    }

    private void Bulk(MapleTree<TMachine> tree, ScriptLine line)
    {
        var entries = BulkEntries(line);
        ulong expected = line.Numbers.Length == 6 ? line.Numbers[5] : (ulong)entries.Count;
        bool rcu = tree.Flags.InRcuMode();
        tree.LeaveRcuMode();
        var state = tree.At(0);
        var result = state.ExpectedEntries(expected);
        int preallocated = state.Preallocated;
        if (result == Errno.None)
        {
            foreach (var (first, last, value) in entries)
            {
                int built = state.Built;
                state.SetRangeInPlace(first, last);
                state.Store(value);
                tally.Note(state.Strategy, state.Built - built);
            }
        }

        bool levelled = state.Destroy();
        if (rcu)
        {
            tree.EnterRcuMode();
        }

        answer.Add("n", (long)entries.Count).Add("rc", (long)result).Add("pre", (long)preallocated)
            .Add("dreb", levelled ? 1L : 0L);
        tally.AddStrategies(answer);
    }

    private List<(ulong First, ulong Last, ulong Value)> BulkEntries(ScriptLine line)
    {
        var numbers = line.Numbers;
        if (line.Operation == "bulkfrom")
        {
            return [.. TreeAnswers.Entries(trees[numbers[1]].Handle)];
        }

        var layout = line.Operation == "bulklay" ? EntryLayout.Process(numbers[2])
            : numbers.Length > 2 ? EntryLayout.Even(numbers[2], numbers[3], numbers[4])
            : EntryLayout.Even(0, 10, 0);
        return [.. layout.Ranges(numbers[1])
            .Select((range, i) => (range.First, range.Last, MapleEntry.FromInteger((ulong)i + 1)))];
    }
}
