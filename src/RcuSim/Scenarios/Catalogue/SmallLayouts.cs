using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Layouts of a few mappings, so that a tree of one node holds them.</summary>
internal static class SmallLayouts
{
    private const VmFlags Code = VmFlags.Read | VmFlags.Execute;
    private const VmFlags Data = VmFlags.Read | VmFlags.Write | VmFlags.Account;

    /// <summary>Code, memory that is not copied, data and a stack: one of each way through fork.</summary>
    public static readonly VmaLayout Failing = Of(
        new(0x40_0000, 0x40_2000, Code, "/usr/bin/app"),
        new(0x40_2000, 0x40_4000, Data, "/usr/bin/app"),
        new(0x50_0000, 0x50_4000, Data | VmFlags.DontCopy, "[anon:dma-buffer]"),
        new(0x7FF_0000, 0x800_0000, Data | VmFlags.GrowsDown, "[stack]"));

    /// <summary>Two pieces of data with room between and around them.</summary>
    public static readonly VmaLayout Two = Of(
        new(0x40_0000, 0x40_4000, Data, ""),
        new(0x50_0000, 0x50_4000, Data, ""));

    /// <summary>Three pieces of data with room between and around them.</summary>
    public static readonly VmaLayout Three = Of(
        new(0x40_0000, 0x40_4000, Data, ""),
        new(0x50_0000, 0x50_4000, Data, ""),
        new(0x60_0000, 0x60_4000, Data, ""));

    /// <summary>
    /// Two stacks; the upper one has room to grow down to the lower one, which needs no guard gap.
    /// </summary>
    public static readonly VmaLayout Stacks = Of(
        new(0x40_0000, 0x40_4000, Data | VmFlags.GrowsDown, "[anon:stack]"),
        new(0x50_0000, 0x50_4000, Data | VmFlags.GrowsDown, "[stack]"));

    /// <summary>One piece of data that nobody has written yet.</summary>
    public static readonly VmaLayout Fresh =
        Of(new LayoutEntry(0x40_0000, 0x40_4000, Data, "") { IsFresh = true });

    /// <summary>One piece of data, and a file with a driver.</summary>
    public static readonly VmaLayout Device = Of(
        new(0x40_0000, 0x40_4000, Data, ""),
        new LayoutEntry(0x60_0000, 0x60_1000, VmFlags.Read, "/dev/fb0") { HasDriver = true });

    /// <summary>One piece of a file's data.</summary>
    public static readonly VmaLayout Library =
        Of(new LayoutEntry(0x40_0000, 0x40_4000, Data, "/usr/lib/a.so"));

    /// <summary>One piece of data.</summary>
    public static readonly VmaLayout One = Of(new LayoutEntry(0x40_0000, 0x40_4000, Data, ""));

    private static VmaLayout Of(params LayoutEntry[] entries) =>
        VmaLayout.Create(entries, out string error, out _) ?? throw new InvalidOperationException(error);
}
