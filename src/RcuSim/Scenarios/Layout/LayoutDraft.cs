using System.Text.RegularExpressions;
using RcuSim.Explaining;

namespace RcuSim.Scenarios;

/// <summary>A layout while its lines are read.</summary>
/// <param name="most">The most mappings to take.</param>
internal sealed partial class LayoutDraft(int most)
{
    private const ulong KernelHalf = 1UL << 63;

    private bool leftOut;

    /// <summary>The mappings so far.</summary>
    public List<LayoutEntry> Entries { get; } = [];

    /// <summary>One line for each thing that was left out.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>True if a range begins before the one above it ends.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Takes a line, not blank; returns what is wrong with it, or nothing.</summary>
    public string Add(string line, int number)
    {
        if (Entries.Count + Notes.Count > 0 && Attribute().Match(line) is { Success: true } attribute)
        {
            return Describe(attribute.Groups[1].Value, attribute.Groups[2].Value);
        }

        string error = MapsLine.Parse(line, out var entry);
        if (error.Length > 0)
        {
            return error;
        }

        leftOut = entry.Start >= KernelHalf && entry.End > entry.Start;
        return leftOut ? LeaveOut(entry, number) : Append(entry);
    }

    [GeneratedRegex(@"^\s*([A-Z][A-Za-z_]*):(?:\s+(.*?))?\s*$")]
    private static partial Regex Attribute();

    [GeneratedRegex("^[0-9]+( kB)?$")]
    private static partial Regex Amount();

    private string LeaveOut(LayoutEntry entry, int number)
    {
        string name = entry.Name.Length > 0 ? entry.Name : $"{entry.Start:x}-{entry.End:x}";
        Notes.Add($"line {number}: {Printable.Of(name)} lies in the kernel's half; left out");
        return "";
    }

    private string Append(LayoutEntry entry)
    {
        ulong end = Entries.Count == 0 ? 0 : Entries[^1].End;
        string error = VmaLayout.Fault(entry, end);
        if (error.Length > 0)
        {
            IsTorn = entry.Start < end && entry.Start < entry.End;
            return error;
        }

        if (Entries.Count == most)
        {
            return $"more than {most:N0} mappings";
        }

        Entries.Add(entry);
        return "";
    }

    /// <summary>Takes what smaps says of the last mapping.</summary>
    private string Describe(string key, string value)
    {
        if (key == MapsFlags.Key)
        {
            if (!leftOut)
            {
                Entries[^1] = Entries[^1] with { Flags = MapsFlags.Read(Entries[^1].Flags, value) };
            }

            return "";
        }

        return key == "Name" || Amount().IsMatch(value)
            ? ""
            : $"'{MapsLine.Shown(value)}': expected an amount after {MapsLine.Shown(key)}, as smaps has it";
    }
}
