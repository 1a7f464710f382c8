using RcuSim.Faults;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>
/// What the code says of itself, in words: several observations that belong together become one row, at the
/// last.
/// </summary>
/// <param name="history">Names the values.</param>
internal sealed class ObservationText(ExecutionHistory history) : IObservation
{
    private readonly Dictionary<(ThreadName Thread, int Site), ulong> last = [];
    private ThreadName thread = ThreadName.Setup;

    /// <inheritdoc/>
    public ulong Value { get; private set; }

    /// <summary>True for the begin or the end of an operation.</summary>
    public static bool IsSpan(int site) => Site.KindOf(site) is SiteKind.Operation or SiteKind.OperationEnd;

    /// <summary>The row that an observation makes, or null if it is only a part of one.</summary>
    public string? Next(in Event item)
    {
        int number = item.Operation.Site;
        thread = item.Thread;
        Value = item.Operation.Value;
        last[(thread, number)] = Value;
        return Site.Find(number) switch
        {
            { Phrase: { } phrase } => phrase(this),
            { Kind: SiteKind.Bug } => $"bug {((BugSwitch)Value).Id()} acts",
            { Kind: SiteKind.Operation } => $"{{ {SiteName(number)}({Name(Value)})",
            { Kind: SiteKind.OperationEnd } => $"}} {SiteName((int)Value)}",
            _ => $"{SiteName(number)}({Name(Value)})",
        };
    }

    /// <inheritdoc/>
    public ulong Last(Site site) => last.GetValueOrDefault((thread, site.Number));

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
