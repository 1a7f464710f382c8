namespace RcuSim.Machine;

/// <summary>
/// Addresses of simulated memory. An address depends only on (thread, size, n-th allocation of that size
/// there), so it is the same in every execution and every program; its object follows from it by arithmetic.
/// What kind of object it is says the history. Every object is aligned to 256 bytes: a stored pointer shows
/// its object once its tags are masked off.
/// </summary>
/// <remarks>
/// Bits 45–46: 1. Bits 37–44: thread number. Bits 33–36: size class, 256 bytes doubled so many times.
/// Bits 0–32: byte in the segment. All above is 0, as in a pointer of 48 bits, so that a word may have
/// tags in its bits 48–63 and still show where it points.
/// </remarks>
internal static class SimulatedAddress
{
    /// <summary>The low bits of a pointer that may hold a tag.</summary>
    public const ulong TagMask = 0xFF;

    /// <summary>How many segments there are: one for each thread number and size class.</summary>
    public const int Segments = 256 << ClassBits;

    /// <summary>How many classes of size there are.</summary>
    public const int Classes = 1 << ClassBits;

    /// <summary>
    /// What stands for a thread's number in what callbacks allocate. Which of those objects one gets is told
    /// by its engine: the next that no callback has had.
    /// </summary>
    public const byte Callbacks = 254;

    private const int ClassBits = 4;
    private const int OffsetBits = 33;
    private const int ThreadBit = OffsetBits + ClassBits;
    private const ulong Base = 1UL << (ThreadBit + 8);
    private const ulong FormBits = 7 * Base;
    private const ulong OffsetMask = (1UL << OffsetBits) - 1;

    /// <summary>How many objects of a size a thread can take.</summary>
    public static int Most(SlabCache cache) => (int)((OffsetMask + 1) >> cache.Shift);

    /// <summary>The address of the n-th object (from 0) that a thread takes of a cache's size.</summary>
    public static ulong Of(byte thread, SlabCache cache, int n) => Of(thread, cache.Shift, n);

    /// <summary>
    /// The address of the n-th object (from 0) of a size in bytes that a thread takes; null if objects have
    /// no such size.
    /// </summary>
    public static ulong? Find(byte thread, ulong size, int n)
    {
        int shift = System.Numerics.BitOperations.Log2(size);
        return size == 1UL << shift && shift - SlabCache.SmallestShift is >= 0 and < Classes
            ? Of(thread, shift, n)
            : null;
    }

    /// <summary>True if a word has the form of an address, whatever its tags.</summary>
    public static bool HasForm(ulong word) => (word & FormBits) == Base;

    /// <summary>True if a word has the form of an address, and no tag in its upper bits.</summary>
    public static bool IsAddress(ulong word) => word - Base < Base;

    /// <summary>The segment of an address: thread number and size class.</summary>
    public static int Segment(ulong address) => (int)(address >> OffsetBits) & (Segments - 1);

    /// <summary>The number of the thread whose objects a segment has.</summary>
    public static byte ThreadOf(int segment) => (byte)(segment >> ClassBits);

    /// <summary>The word's number in its segment.</summary>
    public static int WordInSegment(ulong address) => (int)((address & OffsetMask) >> 3);

    /// <summary>The number of the thread that took the object; <see cref="Callbacks"/> for any of those.
    /// </summary>
    public static byte Thread(ulong address) => (byte)(address >> ThreadBit);

    /// <summary>True if a thread took the object at an address, as far as the address tells.</summary>
    public static bool IsOf(ulong address, ThreadName thread) =>
        Thread(address) == (thread.IsCallback ? Callbacks : thread.Number);

    /// <summary>The binary logarithm of the distance in bytes between two objects of a segment.</summary>
    public static int Shift(ulong address) =>
        SlabCache.SmallestShift + ((int)(address >> OffsetBits) & (Classes - 1));

    /// <summary>The first address of the object into which a word points, without any tag.</summary>
    public static ulong Object(ulong word) => word & (Base | (Base - 1)) & ~((1UL << Shift(word)) - 1);

    /// <summary>The tag that a word has in its upper 16 bits.</summary>
    public static int UpperTag(ulong word) => (int)(word >> 48);

    /// <summary>Which allocation of its thread and size the object was, from 0.</summary>
    public static int Ordinal(ulong address) => (int)((address & OffsetMask) >> Shift(address));

    /// <summary>The number in its object of the word at an address.</summary>
    public static int Word(ulong address) => (int)(address & ((1UL << Shift(address)) - 1)) >> 3;

    private static ulong Of(byte thread, int shift, int n) => Base | ((ulong)thread << ThreadBit)
        | ((ulong)(shift - SlabCache.SmallestShift) << OffsetBits) | ((ulong)n << shift);
}
