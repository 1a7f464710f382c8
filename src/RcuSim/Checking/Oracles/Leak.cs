namespace RcuSim.Checking;

/// <summary>Whatever was taken from a cache has been given back when all threads have ended.</summary>
public sealed class Leak : IOracle
{
    private const int Named = 4;

    /// <inheritdoc/>
    public ulong Kinds => 0;

    /// <inheritdoc/>
    public void Apply(in Machine.Event item, int position, SystemState state)
    {
    }

    /// <inheritdoc/>
    public void AtEnd(SystemState state)
    {
        List<ulong> left =
        [
            .. state.Objects.In(ObjectState.Allocated),
            .. state.Objects.In(ObjectState.Retired),
        ];
        if (left.Count == 0)
        {
            return;
        }

        var argument = new Argument(state);
        foreach (ulong address in left.Take(Named))
        {
            argument.Life(address, state);
        }

        string more = left.Count > 1 ? $" and {left.Count - 1} more objects are" : " is";
        int end = state.Log.Count - 1;
        state.Report(argument.Note(end, $"left at the end: {Counts(left)}").Proves(
            ViolationKind.Leak, $"{AddressName.Object(left[0])}{more} never freed.", end));
    }

    private static string Counts(IEnumerable<ulong> left) => string.Join(", ", left
        .GroupBy(address => Machine.SimulatedAddress.Cache(address).Name)
        .Select(group => $"{group.Count()} {group.Key}"));
}
