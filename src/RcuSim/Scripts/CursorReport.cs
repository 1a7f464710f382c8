using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>Says in an answer where a cursor stands.</summary>
internal static class CursorReport
{
    /// <summary>Adds a cursor's range, state, position and nodes to an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="cursor">The cursor.</param>
    /// <param name="section">The read-side critical section that is open, or 0.</param>
    public static void Add<TMachine>(Answer answer, ScriptCursor<TMachine> cursor, int section)
        where TMachine : struct, IMachine
    {
        ref readonly var state = ref cursor.State;
        answer.Add("index", state.Index).Add("last", state.Last).Add("state", NameOf(state.Status));
        if (state.Status == MapleStatus.Error)
        {
            answer.Add("err", (long)state.Error);
        }

        bool stands = state.Status is MapleStatus.Active or MapleStatus.Overflow or MapleStatus.Underflow;
        if (stands && state.Position.Node != 0)
        {
            AddPosition(answer.Open("pos"), cursor, section);
        }
        else
        {
            answer.AddJson("pos", "null");
        }

        if (state.Preallocated > 0)
        {
            answer.Add("stock", (long)state.Preallocated);
        }

        if (state.IsPrepared)
        {
            answer.AddJson("prealloc", "true");
        }
    }

    /// <summary>What a script calls a state.</summary>
    public static string NameOf(MapleStatus status) => status switch
    {
        MapleStatus.Start => "start",
        MapleStatus.Active => "active",
        MapleStatus.Root => "root",
        MapleStatus.None => "none",
        MapleStatus.Paused => "pause",
        MapleStatus.Overflow => "overflow",
        MapleStatus.Underflow => "underflow",
        _ => "error",
    };

    private static void AddPosition<TMachine>(Answer answer, ScriptCursor<TMachine> cursor, int section)
        where TMachine : struct, IMachine
    {
        var position = cursor.State.Position;
        var tree = cursor.Tree.Handle;
        answer.Add("node", NodeSnapshot.NameOf(NodePointer.Type(position.Node)))
            .Add("min", position.Min).Add("max", position.Max)
            .Add("offset", (long)position.Offset).Add("end", (long)position.End);
        bool kept = cursor.IsKept(section);
        if (kept && cursor.IsDead)
        {
            answer.AddJson("dead", "true").AddJson("stale", "true");
        }
        else if (cursor.IsStale && !kept)
        {
            answer.AddJson("stale", "true");
        }
        else if (Walked(tree, cursor.State.Index) != position)
        {
            answer.AddJson(cursor.IsStale ? "stale" : "lost", "true");
        }

        answer.Close();
    }

    /// <summary>Where a fresh walk to an index stands.</summary>
    private static MaplePosition Walked<TMachine>(MapleTree<TMachine> tree, ulong index)
        where TMachine : struct, IMachine
    {
        var fresh = tree.At(index);
        fresh.Walk();
        return fresh.Position;
    }
}
