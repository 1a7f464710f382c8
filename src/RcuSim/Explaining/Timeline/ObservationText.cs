using RcuSim.Faults;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;

namespace RcuSim.Explaining;

/// <summary>
/// What the code says of itself, in words: several observations that belong together become one row, at the
/// last.
/// </summary>
/// <param name="history">Names the values.</param>
internal sealed class ObservationText(ExecutionHistory history)
{
    private readonly Dictionary<(ThreadName Thread, int Site), ulong> last = [];

    /// <summary>True for the begin or the end of an operation.</summary>
    public static bool IsSpan(int site) => Site.KindOf(site) is SiteKind.Operation or SiteKind.OperationEnd;

    /// <summary>The row that an observation makes, or null if it is only a part of one.</summary>
    public string? Next(in Event item)
    {
        int site = item.Operation.Site;
        ulong value = item.Operation.Value;
        last[(item.Thread, site)] = value;
        return Site.KindOf(site) switch
        {
            SiteKind.Bug => $"bug {((BugSwitch)value).Id()} acts",
            SiteKind.Operation => $"{{ {Name(site)}({Value(value)})",
            SiteKind.OperationEnd => $"}} {Name((int)value)}",
            SiteKind.Lookup or SiteKind.Search or SiteKind.Write or SiteKind.Copy =>
                Maple(item.Thread, site, value),
            SiteKind.Use => Use(item.Thread, site, value),
            _ => $"{Name(site)}({Value(value)})",
        };
    }

    private string? Maple(ThreadName thread, int site, ulong value)
    {
        if (site == MapleSpans.ReadValue.Number)
        {
            return $"looked 0x{Last(thread, MapleSpans.ReadIndex):x} up: {TreeText.Value(value, history)}";
        }

        if (site == MapleSpans.FindValue.Number)
        {
            string range = Range(thread, MapleSpans.FindLow, MapleSpans.FindHigh);
            return $"searched {range}: {TreeText.Value(value, history)}";
        }

        if (site == MapleSpans.WriteValue.Number)
        {
            string range = Range(thread, MapleSpans.WriteFirst, MapleSpans.WriteLast);
            return $"writes {range}: {TreeText.Value(value, history)}";
        }

        if (site == MapleSpans.WriteDone.Number || site == MapleSpans.DuplicateDone.Number)
        {
            return value == 0 ? "the change of the tree is over" : "the change of the tree failed";
        }

        return site == MapleSpans.DuplicateTo.Number
            ? $"publishes a copy of {TreeText.Name(Last(thread, MapleSpans.DuplicateFrom), history)}"
            : null;
    }

    private string? Use(ThreadName thread, int site, ulong value)
    {
        if (site == MmSites.UseVma.Number)
        {
            string mm = Value(Last(thread, MmSites.UseMm));
            return $"has {TreeText.Value(value, history)} of {mm} at 0x{Last(thread, MmSites.UseAddress):x}";
        }

        return site == MmSites.UseMm.Number || site == MmSites.UseAddress.Number
            ? null
            : $"{Name(site)}({Value(value)})";
    }

    private string Range(ThreadName thread, Site first, Site end) =>
        $"0x{Last(thread, first):x}-0x{Last(thread, end):x}";

    private ulong Last(ThreadName thread, Site site) => last.GetValueOrDefault((thread, site.Number));

    private string Value(ulong value) =>
        (long)value is < 0 and > -4096 ? $"{(long)value}" : AddressName.Value(value, history);

    private static string Name(int number)
    {
        var site = Site.Find(number);
        return site?.KernelName ?? site?.Name ?? $"site {number}";
    }
}
