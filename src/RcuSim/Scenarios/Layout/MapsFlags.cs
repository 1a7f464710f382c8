using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>
/// Flags of a mapping in the words of <c>/proc/PID/maps</c> and of the line <c>VmFlags</c> of
/// <c>/proc/PID/smaps</c>.
/// </summary>
internal static class MapsFlags
{
    /// <summary>What begins the line of smaps that has the flags.</summary>
    public const string Key = "VmFlags";

    private const VmFlags Permissions = VmFlags.Read | VmFlags.Write | VmFlags.Execute | VmFlags.Shared;

    private static readonly (string Word, VmFlags Flag)[] words =
    [
        ("gd", VmFlags.GrowsDown), ("dc", VmFlags.DontCopy), ("ac", VmFlags.Account),
        ("wf", VmFlags.WipeOnFork), ("lo", VmFlags.Locked),
    ];

    /// <summary>Reads permissions such as <c>rw-p</c>; null if they are none.</summary>
    public static VmFlags? ReadPermissions(string text)
    {
        if (text.Length != 4 || text[0] is not ('r' or '-') || text[1] is not ('w' or '-')
            || text[2] is not ('x' or '-') || text[3] is not ('p' or 's'))
        {
            return null;
        }

        var flags = VmFlags.None;
        flags |= text[0] == 'r' ? VmFlags.Read : VmFlags.None;
        flags |= text[1] == 'w' ? VmFlags.Write : VmFlags.None;
        flags |= text[2] == 'x' ? VmFlags.Execute : VmFlags.None;
        flags |= text[3] == 's' ? VmFlags.Shared : VmFlags.None;
        return flags;
    }

    /// <summary>The permissions among some flags.</summary>
    public static string WritePermissions(VmFlags flags)
    {
        char read = flags.HasFlag(VmFlags.Read) ? 'r' : '-';
        char write = flags.HasFlag(VmFlags.Write) ? 'w' : '-';
        char execute = flags.HasFlag(VmFlags.Execute) ? 'x' : '-';
        return $"{read}{write}{execute}{(flags.HasFlag(VmFlags.Shared) ? 's' : 'p')}";
    }

    /// <summary>What the kernel is likely to have set besides the permissions, if nothing tells.</summary>
    public static VmFlags Guess(VmFlags flags, string name)
    {
        var permissions = flags & Permissions;
        return permissions
            | (permissions.IsPrivateWritable() ? VmFlags.Account : VmFlags.None)
            | (name == "[stack]" ? VmFlags.GrowsDown : VmFlags.None);
    }

    /// <summary>A mapping's permissions, and the other flags from the words of smaps.</summary>
    public static VmFlags Read(VmFlags flags, string text)
    {
        var said = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Where(row => said.Contains(row.Word))
            .Aggregate(flags & Permissions, (all, row) => all | row.Flag);
    }

    /// <summary>The flags besides the permissions, in the words of smaps.</summary>
    public static string Write(VmFlags flags) =>
        string.Join(' ', words.Where(row => flags.HasFlag(row.Flag)).Select(row => row.Word));
}
