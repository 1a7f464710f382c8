using RcuSim.Explaining;
using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>Whatever was taken from a cache has been freed when all threads have ended.</summary>
internal sealed class Leak : IOracle
{
    private const int Named = 4;

    /// <inheritdoc/>
    public ulong Kinds => 0;

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history) => null;

    /// <inheritdoc/>
    public Violation? AtEnd(ExecutionHistory history)
    {
        List<ulong> left =
        [
            .. history.Objects.In(ObjectState.Allocated),
            .. history.Objects.In(ObjectState.Retired),
        ];
        if (left.Count == 0)
        {
            return null;
        }

        var explanation = new Explanation(history);
        foreach (ulong address in left.Take(Named))
        {
            explanation.Life(address);
        }

        string more = left.Count switch
        {
            1 => " is",
            2 => " and one more object are",
            _ => $" and {left.Count - 1} more objects are",
        };
        int end = history.Log.Count - 1;
        return explanation.Note(end, $"left at the end: {Counts(left, history)}").Proves(
            ViolationKind.Leak, $"{AddressName.Object(left[0], history)}{more} never freed.", end);
    }

    private static string Counts(IEnumerable<ulong> left, ExecutionHistory history) => string.Join(", ", left
        .GroupBy(address => history.Objects.CacheOf(address).Name)
        .Select(group => $"{group.Count()} {group.Key}"));
}
