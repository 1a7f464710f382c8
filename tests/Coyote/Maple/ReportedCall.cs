using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>One call of a tree, as the tree reported it.</summary>
/// <param name="Thread">Who made it.</param>
/// <param name="Began">The log position of its begin.</param>
/// <param name="Ended">The log position of its end.</param>
/// <param name="First">The first index written, or found by a search.</param>
/// <param name="Last">The last index written, or found by a search, inclusive.</param>
/// <param name="Value">The number written or found; 0 for nothing.</param>
internal sealed record ReportedCall(string Thread, int Began, int Ended, ulong First, ulong Last, ulong Value)
{
    /// <summary>All calls of an execution, in the order in which they ended.</summary>
    public static IReadOnlyList<ReportedCall> All(ExecutionHistory history)
    {
        var calls = new List<ReportedCall>();
        var open = new Dictionary<string, (int Began, ulong First, ulong Last, ulong Value)>();
        for (int i = history.Start; i < history.Log.Count; i++)
        {
            var item = history.Log[i];
            if (item.Operation.Kind != OperationKind.Observe)
                continue;

            string thread = item.Thread.Label;
            var (began, first, last, value) = open.GetValueOrDefault(thread);
            ulong reported = item.Operation.Value;
            var site = Site.Find(item.Operation.Site);
            if (site == MapleSpans.WriteTree || site == MapleSpans.FindUp || site == MapleSpans.FindDown
                || site == MapleSpans.ReadTree)
                open[thread] = (i, 0, 0, 0);
            else if (site == MapleSpans.WriteFirst || site == MapleSpans.FindFirst)
                open[thread] = (began, reported, last, value);
            else if (site == MapleSpans.WriteLast || site == MapleSpans.FindLast)
                open[thread] = (began, first, reported, value);
            else if (site == MapleSpans.WriteValue)
                open[thread] = (began, first, last, reported);
            else if (site == MapleSpans.WriteDone)
                calls.Add(new(thread, began, i, first, last, MapleEntry.ToInteger(value)));
            else if (site == MapleSpans.FindValue || site == MapleSpans.ReadValue)
                calls.Add(new(thread, began, i, first, last, MapleEntry.ToInteger(reported)));
        }

        return calls;
    }
}
