using System.Text.RegularExpressions;
using RcuSim.Explaining;
using RcuSim.Machine;

namespace RcuSim.Scenarios;

/// <summary>A mapping as a line of <c>/proc/PID/maps</c>.</summary>
internal static partial class MapsLine
{
    private const int Columns = 5;
    private const int LongestName = 7000;

    /// <summary>Reads a line; returns what is wrong with it, or nothing.</summary>
    public static string Parse(string line, out LayoutEntry entry)
    {
        entry = default;
        string[] parts = line.Split([' ', '\t', '\r'], Columns + 1, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < Columns)
        {
            string columns = parts.Length == 1 ? "1 column" : $"{parts.Length} columns";
            return $"{columns}; expected START-END PERMISSIONS OFFSET DEVICE INODE [PATH]";
        }

        string[] range = parts[0].Split('-', 2);
        if (range.Length != 2 || !PlainNumber.TryHex(range[0], out ulong start)
            || !PlainNumber.TryHex(range[1], out ulong end))
        {
            return $"'{Shown(parts[0])}': expected START-END in hexadecimal";
        }

        if (MapsFlags.ReadPermissions(parts[1]) is not { } permissions)
        {
            return $"'{Shown(parts[1])}': expected permissions such as rw-p";
        }

        if (!PlainNumber.TryHex(parts[2], out _))
        {
            return $"'{Shown(parts[2])}': expected an offset in hexadecimal";
        }

        if (ReadInode(parts[3], parts[4]) is not { } inode)
        {
            return $"'{Shown($"{parts[3]} {parts[4]}")}': expected a device such as 08:01 and an inode";
        }

        string text = parts.Length > Columns ? parts[Columns] : "";
        return ParseName(text, inode, out string name, out string? said) ?? Combine(out entry);

        string Combine(out LayoutEntry made)
        {
            var flags = said is null ? MapsFlags.Guess(permissions, name) : MapsFlags.Read(permissions, said);
            made = new(start, end, flags, name, inode);
            return "";
        }
    }

    /// <summary>A mapping as lines that are read as the same mapping.</summary>
    public static IEnumerable<string> Write(LayoutEntry entry)
    {
        string range = $"{entry.Start:x}-{entry.End:x}";
        string inode = entry.Inode.Length > 0 ? entry.Inode : "00:00 0";
        yield return $"{range} {MapsFlags.WritePermissions(entry.Flags)} 0 {inode} {entry.Name}".TrimEnd(' ');
        if (entry.Flags != MapsFlags.Guess(entry.Flags, entry.Name))
        {
            yield return $"{MapsFlags.Key}: {MapsFlags.Write(entry.Flags)}".TrimEnd();
        }
    }

    /// <summary>A piece of foreign text, cut short and without control characters.</summary>
    public static string Shown(string text) =>
        Printable.Of(text.Length > 40 ? $"{Printable.Cut(text, 40)}…" : text);

    [GeneratedRegex("^- Size: .* - VmFlags:(.*)$")]
    private static partial Regex Annotation();

    /// <summary>
    /// Reads the name; some tools that print a process's mappings put the flags of smaps in its place.
    /// </summary>
    private static string? ParseName(string text, string inode, out string name, out string? flags)
    {
        name = Printable.Escape(text.Trim(' ', '\t', '\r'));
        flags = null;
        if (name == "[rollup]")
        {
            return "a sum over all mappings, expected each by itself";
        }

        if (inode.Length == 0 && Annotation().Match(name) is { Success: true } annotation)
        {
            flags = annotation.Groups[1].Value;
            name = "";
        }

        name = name.Length > LongestName ? $"{Printable.Cut(name, LongestName - 1)}…" : name;
        return null;
    }

    /// <summary>Device and inode in one form; empty if both are 0, null if they are none.</summary>
    private static string? ReadInode(string device, string inode)
    {
        string[] numbers = device.Split(':');
        if (numbers.Length != 2 || !PlainNumber.TryHex(numbers[0], out ulong major)
            || !PlainNumber.TryHex(numbers[1], out ulong minor)
            || !PlainNumber.TryDecimal(inode, out ulong number))
        {
            return null;
        }

        return (major | minor | number) == 0 ? "" : $"{major:x2}:{minor:x2} {number}";
    }
}
