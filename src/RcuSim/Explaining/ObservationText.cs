using RcuSim.Faults;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>
/// What the code says of itself, in words: several observations that belong together become one, at the last.
/// </summary>
/// <param name="position">The observation's position in the log.</param>
/// <param name="history">The history that holds the log.</param>
internal sealed class ObservationText(int position, ExecutionHistory history) : IObservation
{
    /// <inheritdoc/>
    public ulong Value => history.Log[position].Operation.Value;

    /// <summary>
    /// An event as explanations mention it: an observation in the phrase of its site, if that makes one.
    /// </summary>
    public static string Of(int position, ExecutionHistory history)
    {
        ref readonly var item = ref history.Log[position];
        var phrase = item.Operation.Kind == OperationKind.Observe
            ? Site.Find(item.Operation.Site)?.Phrase
            : null;
        return phrase?.Invoke(new ObservationText(position, history))
            ?? EventText.Of(item.Operation, item.Result, history);
    }

    /// <summary>
    /// The row that an observation makes in a timeline, or null if it is only a part of one.
    /// </summary>
    public static string? Row(int position, ExecutionHistory history)
    {
        var said = new ObservationText(position, history);
        int number = history.Log[position].Operation.Site;
        return Site.Find(number) switch
        {
            { Phrase: { } phrase } => phrase(said),
            { Kind: SiteKind.Bug } site => $"bug {BugSwitches.NameOf(site, said.Value)} acts",
            { Kind: SiteKind.Operation } => $"{{ {SiteName(number)}({said.Name(said.Value)})",
            { Kind: SiteKind.OperationEnd } => $"}} {SiteName((int)said.Value)}",
            _ => $"{SiteName(number)}({said.Name(said.Value)})",
        };
    }

    /// <inheritdoc/>
    public ulong Last(Site site)
    {
        var thread = history.Log[position].Thread;
        for (int i = position; i >= 0; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Operation.Kind == OperationKind.Observe && item.Operation.Site == site.Number
                && item.Thread == thread)
            {
                return item.Operation.Value;
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    public string Name(ulong value) =>
        (long)value is < 0 and > -4096 ? $"{(long)value}" : AddressName.Value(value, history);

    /// <inheritdoc/>
    public string WordName(ulong address) => history.Name(address);

    private static string SiteName(int number)
    {
        var site = Site.Find(number);
        return site?.KernelName ?? site?.Name ?? $"site {number}";
    }
}
