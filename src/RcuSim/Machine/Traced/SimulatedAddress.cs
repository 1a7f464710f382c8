namespace RcuSim.Machine;

/// <summary>
/// Addresses of simulated memory. An address depends only on (thread, cache, n-th allocation there), so it is
/// the same in every execution; its object follows from it by arithmetic. Every object is aligned to 256
/// bytes: a stored pointer shows its object once its low 8 bits are masked off.
/// </summary>
/// <remarks>Bits 60–63: 4. Bits 48–55: thread number. Bits 40–44: cache number. Bits 0–39: byte in the
/// segment.</remarks>
internal static class SimulatedAddress
{
    /// <summary>The low bits of a pointer that may hold a tag.</summary>
    public const ulong TagMask = 0xFF;

    /// <summary>
    /// What stands for a thread's number in what callbacks allocate. Which of those objects one gets is told
    /// by its engine: the next that no callback has had.
    /// </summary>
    public const byte Callbacks = 254;

    private const ulong Base = 0x4000_0000_0000_0000;
    private const ulong FixedBits = 0xFF00_E000_0000_0000;
    private const ulong CacheBits = 0x0000_1F00_0000_0000;

    /// <summary>The address of the n-th object (from 0) that a thread takes from a cache.</summary>
    public static ulong Of(byte thread, SlabCache cache, int n) =>
        Base | ((ulong)thread << 48) | ((ulong)cache.Number << 40) | ((ulong)n << cache.Shift);

    /// <summary>True if a word can be an address of simulated memory (or a tagged pointer to it).</summary>
    public static bool IsAddress(ulong word) =>
        (word & FixedBits) == Base && SlabCache.Find((int)(word >> 40) & 31) is not null;

    /// <summary>True if a word can be an address in an object of one cache.</summary>
    public static bool IsIn(ulong word, SlabCache cache) =>
        (word & (FixedBits | CacheBits)) == (Base | ((ulong)cache.Number << 40));

    /// <summary>True if a word has the form of an address, whatever its cache.</summary>
    internal static bool HasForm(ulong word) => (word & FixedBits) == Base;

    /// <summary>The segment of an address: thread number × 32 + cache number.</summary>
    public static int Segment(ulong address) =>
        (int)((address >> 48) & 0xFF) * 32 + ((int)(address >> 40) & 31);

    /// <summary>The word's number in its segment.</summary>
    public static int WordInSegment(ulong address) => (int)((address & 0xFF_FFFF_FFFF) >> 3);

    /// <summary>The number of the thread that took the object; <see cref="Callbacks"/> for any of those.
    /// </summary>
    public static byte Thread(ulong address) => (byte)(address >> 48);

    /// <summary>True if a thread took the object at an address, as far as the address tells.</summary>
    public static bool IsOf(ulong address, ThreadName thread) =>
        Thread(address) == (thread.IsCallback ? Callbacks : thread.Number);

    /// <summary>The cache of the object at an address that <see cref="IsAddress"/>.</summary>
    public static SlabCache Cache(ulong address) => SlabCache.Find((int)(address >> 40) & 31)!;

    /// <summary>The first address of the object that contains an address.</summary>
    public static ulong Object(ulong address) => address & ~((1UL << Cache(address).Shift) - 1);

    /// <summary>Which allocation of its thread and cache the object was, from 0.</summary>
    public static int Ordinal(ulong address) => (int)((address & 0xFF_FFFF_FFFF) >> Cache(address).Shift);

    /// <summary>The number in its object of the word at an address.</summary>
    public static int Word(ulong address) => (int)(address & ((1UL << Cache(address).Shift) - 1)) >> 3;
}
