using RcuSim.Machine;
using static RcuSim.Maple.MapleStatus;

namespace RcuSim.Scripts;

/// <summary>
/// What an operation on a cursor does first, and what may not be asked: where the recorded system runs into
/// memory that is no longer the tree's, there is no answer that would mean anything.
/// </summary>
internal static class CursorRules
{
    /// <summary>What is wrong with an operation on a cursor, or null.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="line">The operation.</param>
    /// <param name="section">The read-side critical section that is open, or 0.</param>
    public static string? Refuse<TMachine>(ScriptCursor<TMachine> cursor, ScriptLine line, int section)
        where TMachine : struct, IMachine
    {
        ref readonly var state = ref cursor.State;
        return line.Operation switch
        {
            "csetin" => RefuseRange(line, state.Index, state.Last),
            "cemptyarea" or "cemptyarearev" when state.Status != Start =>
                $"expected a cursor in state start, found it in state {CursorReport.NameOf(state.Status)}",
            "cstoreprealloc" when cursor.Prepared is not { } value || (value == 0) != (line.Value(1) == 0)
                || cursor.IsStale => "expected 'cprealloc' just before, of a value like the one stored",
            "cstore" or "cstoregfp" or "cerase" when state.IsPrepared =>
                "expected 'cstoreprealloc', 'cprealloc' or 'cdestroy' after 'cprealloc'",
            "cstore" or "cstoregfp" or "cprealloc" when state.Status == Error =>
                "expected 'creset', 'cset' or 'cnomem' after an error",
            "cstore" or "cstoregfp" or "cprealloc" when state.Index > state.Last =>
                $"expected a range to write to, found {state.Index} to {state.Last}",
            _ => WayOf(cursor, line) == CursorWay.GoesOn ? RefusePosition(cursor, line, section) : null,
        };
    }

    /// <summary>How an operation will find the slot that it is done to.</summary>
    public static CursorWay WayOf<TMachine>(ScriptCursor<TMachine> cursor, ScriptLine line)
        where TMachine : struct, IMachine
    {
        ref readonly var state = ref cursor.State;
        var status = state.Status;
        ulong limit = line.Numbers.Length > 1 ? line.Numbers[1] : 0;
        return line.Operation switch
        {
            "cnext" or "cnextrange" => Moves(state.Last < limit, goesOn: status is Active or Overflow),
            "cprev" or "cprevrange" => Moves(state.Index > limit, goesOn: status is Active or Underflow),
            "cfind" or "cfindrange" or "cforeach" => Moves(
                status == Start ? state.Index <= limit
                    : (status == Underflow ? state.Index : state.Last) < limit,
                goesOn: status == Active),
            "cfindrev" or "cfindrangerev" or "cforeachrev" => Moves(
                status is Start or Active ? state.Index >= limit : state.Index > limit,
                goesOn: status is Active or Overflow or Underflow),
            "cstore" or "cstoregfp" or "cprealloc" => Moves(true, goesOn: status == Active),
            "csetin" or "cshow" or "cdestroy" or "cnomem" => CursorWay.Stays,
            _ => CursorWay.Walks,
        };
    }

    private static CursorWay Moves(bool moves, bool goesOn) =>
        !moves ? CursorWay.Stays : goesOn ? CursorWay.GoesOn : CursorWay.Walks;

    private static string? RefuseRange(ScriptLine line, ulong index, ulong last)
    {
        var (from, to) = (line.Numbers[1], line.Numbers[2]);
        return from >= index && from <= last && to >= from
            ? null
            : $"expected a range that begins from {index} to {last}, found {from} to {to}";
    }

    private static string? RefusePosition<TMachine>(
        ScriptCursor<TMachine> cursor, ScriptLine line, int section)
        where TMachine : struct, IMachine
    {
        bool writes = line.Operation is "cstore" or "cstoregfp" or "cprealloc";
        bool kept = cursor.IsKept(section);
        string? wrong = cursor.State.Position.Node == 0
            ? $"it is in state {CursorReport.NameOf(cursor.State.Status)} and stands nowhere"
            : cursor.IsStale && (writes || !kept)
            ? $"tree {cursor.TreeNumber} was written to since it took its position"
            : cursor.Tree.Handle.Height == 0 && !kept ? "the node it stood in is gone"
            : writes && !cursor.StandsInLeaf ? "it does not stand in a leaf"
            : null;
        return wrong is null
            ? null
            : $"expected 'creset', 'cpause' or 'cset' of cursor {line.Cursor} first: {wrong}";
    }
}
