using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>What numbers may be stored as values. Zero is the empty value.</summary>
public static class MapleEntry
{
    /// <summary>
    /// Stands for "occupied, but nothing here yet": no gap, yet simple reads report it as empty.
    /// </summary>
    /// <remarks>Kernel: <c>XA_ZERO_ENTRY</c>.</remarks>
    [KernelName("XA_ZERO_ENTRY")]
    public const ulong Zero = 1030;

    /// <summary>Special numbers up to here are reserved.</summary>
    internal const ulong ReservedEnd = 4096;

    /// <summary>The highest number that the simple calls refuse.</summary>
    internal const ulong AdvancedEnd = 1026;

    /// <summary>A small integer as a value: odd, so that it can be distinguished from an address.</summary>
    /// <remarks>Kernel: <c>xa_mk_value</c>.</remarks>
    [KernelName("xa_mk_value")]
    public static ulong FromInteger(ulong number) => (number << 1) | 1;

    /// <summary>The integer in a value made by <see cref="FromInteger"/>.</summary>
    /// <remarks>Kernel: <c>xa_to_value</c>.</remarks>
    [KernelName("xa_to_value")]
    public static ulong ToInteger(ulong value) => value >> 1;

    /// <summary>True for numbers that the allocating calls refuse.</summary>
    /// <remarks>Kernel: <c>mt_is_reserved</c>.</remarks>
    [KernelName("mt_is_reserved")]
    internal static bool IsReserved(ulong value) => (value & 3) == 2 && value < ReservedEnd;

    /// <summary>True for numbers that the simple store and insert calls refuse.</summary>
    /// <remarks>Kernel: <c>xa_is_advanced</c>.</remarks>
    [KernelName("xa_is_advanced")]
    internal static bool IsAdvanced(ulong value) => (value & 3) == 2 && value <= AdvancedEnd;

    /// <summary>True if the value cannot stand in the root word, where it would look like a node.</summary>
    internal static bool NeedsNode(ulong value) => (value & 3) == 2;
}
