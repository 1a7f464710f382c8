using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>Carries out the operations of a script that are done with cursors.</summary>
/// <param name="answer">Gets what they come to.</param>
/// <param name="tally">Gets what they cost.</param>
internal sealed class CursorRunner<TMachine>(Answer answer, Tally<TMachine> tally)
    where TMachine : struct, IMachine
{
    private readonly Dictionary<ulong, ScriptCursor<TMachine>> cursors = [];

    /// <summary>What is wrong with an operation that is well written, or null.</summary>
    public string? Refuse(ScriptLine line, int section) => cursors.TryGetValue(line.Cursor, out var cursor)
        ? CursorRules.Refuse(cursor, line, section)
        : $"expected a cursor made by 'cur', found {line.Cursor}";

    /// <summary>Makes a cursor, in the place of another if there is one of its number.</summary>
    public void Make(ScriptLine line, ScriptTree<TMachine> tree)
    {
        var state = new MapleState<TMachine>(tree.Handle, line.Numbers[2], line.Numbers[^1]);
        var cursor = new ScriptCursor<TMachine>(tree, line.Tree, state);
        if (cursors.TryGetValue(line.Cursor, out var old))
        {
            old.State.Destroy();
        }

        cursors[line.Cursor] = cursor;
        answer.Add("c", line.Cursor).Add("t", line.Tree);
        CursorReport.Add(answer, cursor, section: 0);
    }

    /// <summary>Forgets the cursors on a tree that is no more.</summary>
    public void Forget(ScriptTree<TMachine> tree)
    {
        foreach (var (number, cursor) in cursors.Where(pair => pair.Value.Tree == tree).ToList())
        {
            cursor.State.Destroy();
            cursors.Remove(number);
        }
    }

    /// <summary>Carries out an operation.</summary>
    /// <param name="line">The operation.</param>
    /// <param name="section">The read-side critical section that is open, or 0.</param>
    public void Run(ScriptLine line, int section)
    {
        var cursor = cursors[line.Cursor];
        var way = CursorRules.WayOf(cursor, line);
        var before = (cursor.State.Position, cursor.State.Index, cursor.State.Last, cursor.Tree.Writes);
        int built = cursor.State.Built;
        answer.Add("c", line.Cursor).Add("t", cursor.TreeNumber);
        bool writes = Perform(cursor, line);
        var after = (cursor.State.Position, cursor.State.Index, cursor.State.Last, cursor.Tree.Writes);
        if (way == CursorWay.Walks || (way == CursorWay.GoesOn && before != after)
            || before.Writes != after.Writes || before.Position.Node == 0)
        {
            cursor.Take(section);
        }

        CursorReport.Add(answer, cursor, section);
        if (writes)
        {
            AddCost(cursor, line.Operation, cursor.State.Built - built, section);
        }
    }

    /// <summary>Does it; true if it is one that may write or take nodes.</summary>
    private bool Perform(ScriptCursor<TMachine> cursor, ScriptLine line)
    {
        ref var state = ref cursor.State;
        cursor.Prepared = line.Operation == "cshow" ? cursor.Prepared : null;
        switch (line.Operation)
        {
            case "cset" or "csetrange" or "csetin" or "creset" or "cpause" or "cshow":
                Place(ref state, line);
                return false;
            case "cforeach" or "cforeachrev":
                List(ref state, line);
                return false;
            case "cemptyarea":
                var up = state.EmptyArea(line.Numbers[1], line.Numbers[2], line.Numbers[3]);
                answer.Add("rc", (long)up);
                return false;
            case "cemptyarearev":
                var down = state.EmptyAreaReverse(line.Numbers[1], line.Numbers[2], line.Numbers[3]);
                answer.Add("rc", (long)down);
                return false;
            case "cstore" or "cstoregfp" or "cerase" or "cprealloc" or "cstoreprealloc" or "cdestroy"
                or "cnomem":
                cursor.Tree.Handle.Lock();
                Write(cursor, line);
                cursor.Tree.Handle.Unlock();
                return true;
            default:
                answer.AddValue("val", Read(ref state, line.Operation, line.Numbers[^1]));
                return false;
        }
    }

    private static void Place(ref MapleState<TMachine> state, ScriptLine line)
    {
        switch (line.Operation)
        {
            case "cset":
                state.Set(line.Numbers[1]);
                break;
            case "csetrange":
                state.SetRange(line.Numbers[1], line.Numbers[2]);
                break;
            case "csetin":
                state.SetRangeInPlace(line.Numbers[1], line.Numbers[2]);
                break;
            case "creset":
                state.Reset();
                break;
            case "cpause":
                state.Pause();
                break;
        }
    }

    private static ulong Read(ref MapleState<TMachine> state, string operation, ulong limit) =>
        operation switch
        {
            "cwalk" => state.Walk(),
            "cnext" => state.Next(limit),
            "cnextrange" => state.NextRange(limit),
            "cprev" => state.Previous(limit),
            "cprevrange" => state.PreviousRange(limit),
            "cfind" => state.Find(limit),
            "cfindrange" => state.FindRange(limit),
            "cfindrev" => state.FindReverse(limit),
            _ => state.FindRangeReverse(limit),
        };

    private void List(ref MapleState<TMachine> state, ScriptLine line)
    {
        bool up = line.Operation == "cforeach";
        ulong most = line.Numbers.Length > 2 ? line.Numbers[2] : ulong.MaxValue;
        var entries = new List<string>();
        while ((ulong)entries.Count < most)
        {
            ulong value = up ? state.Find(line.Numbers[1]) : state.FindReverse(line.Numbers[1]);
            if (value == 0)
            {
                break;
            }

            entries.Add($"[{state.Index},{state.Last},{Answer.ValueText(value)}]");
        }

        answer.AddJson("ents", $"[{string.Join(',', entries)}]").Add("n", (long)entries.Count);
    }

    private void Write(ScriptCursor<TMachine> cursor, ScriptLine line)
    {
        ref var state = ref cursor.State;
        bool wrote = false;
        switch (line.Operation)
        {
            case "cstore":
                answer.AddValue("val", state.Store(line.Value(1)));
                wrote = state.Status != MapleStatus.Error;
                break;
            case "cstoregfp":
                var result = state.StoreAllocating(line.Value(1));
                answer.Add("rc", (long)result);
                wrote = result == Errno.None;
                break;
            case "cerase":
                answer.AddValue("val", state.Erase());
                wrote = state.Strategy != MapleStrategy.None && state.Status != MapleStatus.Error;
                break;
            case "cprealloc":
                var prepared = state.Preallocate(line.Value(1));
                answer.Add("rc", (long)prepared);
                cursor.Prepared = prepared == Errno.None ? line.Value(1) : null;
                break;
            case "cstoreprealloc":
                state.StorePreallocated(line.Value(1));
                wrote = true;
                break;
            case "cdestroy":
                state.Destroy();
                break;
            case "cnomem":
                answer.Add("rc", state.ObtainMemory() ? 1L : 0);
                break;
        }

        cursor.Tree.Writes += wrote ? 1 : 0;
    }

    private void AddCost(ScriptCursor<TMachine> cursor, string operation, int built, int section)
    {
        if (operation is not ("cdestroy" or "cnomem"))
        {
            tally.Note(cursor.State.Strategy, built);
            tally.AddStrategy(answer);
        }

        tally.AddCounters(answer, section > 0);
        if (operation != "cnomem")
        {
            tally.AddLive(answer);
        }
    }
}
