using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>
/// Which mappings a process has before a scenario begins: sorted, not overlapping. Immutable.
/// </summary>
public sealed class VmaLayout
{
    /// <summary>The largest number of mappings, as in the kernel's default for a process.</summary>
    /// <remarks>Kernel: <c>vm.max_map_count</c>.</remarks>
    internal const int Limit = 65_530;

    private const VmFlags ReadOnly = VmFlags.Read;
    private const VmFlags Code = VmFlags.Read | VmFlags.Execute;
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;

    private VmaLayout(IReadOnlyList<LayoutEntry> entries) => Entries = entries;

    /// <summary>A small dynamically linked process of 21 mappings.</summary>
    public static VmaLayout BuiltIn { get; } = new(
    [
        new(0x5555_5555_4000, 0x5555_5555_8000, ReadOnly, "/usr/bin/app"),
        new(0x5555_5555_8000, 0x5555_5556_C000, Code, "/usr/bin/app"),
        new(0x5555_5556_C000, 0x5555_5557_4000, ReadOnly, "/usr/bin/app"),
        new(0x5555_5557_4000, 0x5555_5557_6000, ReadOnly, "/usr/bin/app"),
        new(0x5555_5557_6000, 0x5555_5557_8000, Data, "/usr/bin/app"),
        new(0x5555_5557_8000, 0x5555_5559_9000, Data, "[heap]"),
        new(0x7FFF_F700_0000, 0x7FFF_F720_0000, Data | VmFlags.DontCopy, "[anon:dma-buffer]"),
        new(0x7FFF_F7D8_0000, 0x7FFF_F7DA_8000, ReadOnly, "/usr/lib/libc.so.6"),
        new(0x7FFF_F7DA_8000, 0x7FFF_F7F0_0000, Code, "/usr/lib/libc.so.6"),
        new(0x7FFF_F7F0_0000, 0x7FFF_F7F5_8000, ReadOnly, "/usr/lib/libc.so.6"),
        new(0x7FFF_F7F5_8000, 0x7FFF_F7F5_C000, ReadOnly, "/usr/lib/libc.so.6"),
        new(0x7FFF_F7F5_C000, 0x7FFF_F7F5_E000, Data, "/usr/lib/libc.so.6"),
        new(0x7FFF_F7F5_E000, 0x7FFF_F7F6_B000, Data, ""),
        new(0x7FFF_F7FB_B000, 0x7FFF_F7FB_D000, Data, ""),
        new(0x7FFF_F7FB_D000, 0x7FFF_F7FC_1000, ReadOnly, "[vvar]"),
        new(0x7FFF_F7FC_1000, 0x7FFF_F7FC_3000, Code, "[vdso]"),
        new(0x7FFF_F7FC_3000, 0x7FFF_F7FC_5000, ReadOnly, "/usr/lib/ld-linux.so.2"),
        new(0x7FFF_F7FC_5000, 0x7FFF_F7FE_F000, Code, "/usr/lib/ld-linux.so.2"),
        new(0x7FFF_F7FE_F000, 0x7FFF_F7FF_B000, ReadOnly, "/usr/lib/ld-linux.so.2"),
        new(0x7FFF_F7FF_B000, 0x7FFF_F7FF_F000, Data, "/usr/lib/ld-linux.so.2"),
        new(0x7FFF_FFFD_E000, 0x7FFF_FFFF_F000, Data | VmFlags.GrowsDown, "[stack]"),
    ]);

    /// <summary>How many mappings there are.</summary>
    public int Count => Entries.Count;

    /// <summary>The mappings, by address.</summary>
    internal IReadOnlyList<LayoutEntry> Entries { get; }

    /// <summary>
    /// Checks mappings; null with the reason and the position, from 0, of the first that does not fit.
    /// </summary>
    internal static VmaLayout? Create(IReadOnlyList<LayoutEntry> entries, out string error, out int position)
    {
        ulong end = 0;
        position = 0;
        error = entries.Count > Limit ? $"more than {Limit} mappings" : "";
        for (int i = 0; i < entries.Count && error.Length == 0; i++)
        {
            position = i;
            error = Fault(entries[i], end);
            end = entries[i].End;
        }

        return error.Length == 0 ? new([.. entries]) : null;
    }

    /// <summary>
    /// What is wrong with a mapping after others that end at an address; nothing if it fits.
    /// </summary>
    internal static string Fault(LayoutEntry entry, ulong end)
    {
        if (entry.Start >= entry.End)
        {
            return $"the range {Text(entry)} is empty";
        }

        if (!Pages.IsAligned(entry.Start) || !Pages.IsAligned(entry.End))
        {
            return $"the range {Text(entry)} is not made of whole pages";
        }

        if (entry.End > Pages.UserEnd)
        {
            return $"the range {Text(entry)} ends above what a process can map";
        }

        return entry.Start >= end ? "" : entry.End > end
            ? $"the range {Text(entry)} overlaps the one before it"
            : $"the range {Text(entry)} is out of order";
    }

    private static string Text(LayoutEntry entry) => $"{entry.Start:x}-{entry.End:x}";
}
