using RcuSim.Explaining;
using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>Why no order of operations fits.</summary>
internal static class LinearizabilityText
{
    private const int MostOrders = 4;

    /// <summary>An operation answered what it could not.</summary>
    /// <param name="calls">All operations.</param>
    /// <param name="ended">The one that answered so.</param>
    /// <param name="refused">The orders that were tried, the operation last in effect or before, and what it
    /// should have answered there.</param>
    /// <param name="history">What has happened.</param>
    public static Violation Describe(
        IReadOnlyList<Call> calls,
        int ended,
        IReadOnlyList<(Configuration Before, ulong Answer)> refused,
        ExecutionHistory history)
    {
        var call = calls[ended];
        var explanation = new Explanation(history);
        foreach (var one in calls)
        {
            explanation.Event(one.Begin, $"{one} begins");
            if (one.End != Moment.Never)
            {
                explanation.Event(one.End, $"{one} answers {one.Result}");
            }
        }

        var orders = refused.DistinctBy(one => Order(calls, one.Before, ended)).ToList();
        foreach (var (before, answer) in orders.Take(MostOrders))
        {
            string order = Order(calls, before, ended);
            string after = order == "" ? "first of all" : $"after {order}";
            explanation.Note(call.End, $"{after}, it should answer {answer}");
        }

        if (orders.Count > MostOrders)
        {
            explanation.Note(call.End, $"{orders.Count - MostOrders} more orders do not fit either");
        }

        return explanation.Proves(
            ViolationKind.NotLinearizable,
            $"{call} answers {call.Result}, which it does in no order of the operations.",
            call.End);
    }

    /// <summary>The operations that take effect before one.</summary>
    private static string Order(IReadOnlyList<Call> calls, Configuration configuration, int ended) =>
        string.Join(", ", configuration.Order().TakeWhile(number => number != ended).Select(number =>
            calls[number].End == Moment.Never ? $"{calls[number]} (in progress)" : $"{calls[number]}"));
}
