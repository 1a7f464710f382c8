using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RcuSim.Machine;

/// <summary>The native machine's operations on runs of words, and those that need a loop.</summary>
/// <remarks>
/// A vector access to aligned words is relied on to be whole for each word, as every x64 and ARM64 core in
/// use makes it; no order among the words is assumed. Vectors are loaded and stored by reference: Coyote's
/// binary rewriter, which tests/Coyote.Rewritten runs on this assembly, fails on the overloads that take a
/// pointer.
/// </remarks>
internal static unsafe class NativeWords
{
    private const int Lanes = 4;

    /// <summary>See <see cref="IMachine.FindAtLeast"/>; reads no word at or past the count.</summary>
    /// <remarks>
    /// Up to sixteen words are compared without a branch that depends on them: where the search ends is what
    /// a processor cannot predict. Words past the count are masked out of the loads.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FindAtLeast(ulong* words, int count, ulong key)
    {
        if (!Avx2.IsSupported || (uint)count > 4 * Lanes)
        {
            return FindOneByOne(words, count, key);
        }

        var wanted = Vector256.Create(key);
        var counts = Vector256.Create((long)count);
        uint hits = Hits(words, 0, counts, wanted) | Hits(words, Lanes, counts, wanted);
        if (count > 2 * Lanes)
        {
            hits |= Hits(words, 2 * Lanes, counts, wanted) | Hits(words, 3 * Lanes, counts, wanted);
        }

        // The bit past the last word stands for "none"; what masked-out words compare as lies above it.
        return BitOperations.TrailingZeroCount(hits | (1u << count));
    }

    /// <summary>Copies words; the areas may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ulong* destination, ulong* source, int words)
    {
        if (Vector256.IsHardwareAccelerated && words == 32)
        {
            CopyNode(destination, source);
        }
        else if (Vector256.IsHardwareAccelerated && words <= 4 * Lanes)
        {
            CopyFew(destination, source, words);
        }
        else
        {
            new ReadOnlySpan<ulong>(source, words).CopyTo(new Span<ulong>(destination, words));
        }
    }

    /// <summary>Sets words to one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(ulong* words, ulong value, int count)
    {
        if (Vector256.IsHardwareAccelerated && count == 32)
        {
            var vector = Vector256.Create(value);
            for (int i = 0; i < 32; i += 4 * Lanes)
            {
                vector.StoreUnsafe(ref *(words + i));
                vector.StoreUnsafe(ref *(words + i + Lanes));
                vector.StoreUnsafe(ref *(words + i + (2 * Lanes)));
                vector.StoreUnsafe(ref *(words + i + (3 * Lanes)));
            }
        }
        else
        {
            new Span<ulong>(words, count).Fill(value);
        }
    }

    /// <summary>Replaces the bits under a mask atomically; returns the word before.</summary>
    public static ulong Replace(ulong* word, ulong mask, ulong value)
    {
        ulong before = Volatile.Read(ref *word);
        while (true)
        {
            ulong seen = Interlocked.CompareExchange(ref *word, (before & ~mask) | (value & mask), before);
            if (seen == before)
            {
                return before;
            }

            before = seen;
        }
    }

    /// <summary>Waits until the word under a mask compares as asked; returns the whole word.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Await(
        ulong* word, ulong mask, Comparison comparison, ulong constant, WaitMode mode)
    {
        int turns = 0;
        while (true)
        {
            ulong value = Volatile.Read(ref *word);
            ulong masked = value & mask;
            bool met = comparison switch
            {
                Comparison.Equal => masked == constant,
                Comparison.NotEqual => masked != constant,
                Comparison.Below => masked < constant,
                _ => masked >= constant,
            };
            if (met)
            {
                return value;
            }

            if (mode == WaitMode.Spin)
            {
                Backoff.Spin(ref turns);
            }
            else
            {
                Backoff.Pause(ref turns);
            }
        }
    }

    /// <summary>One bit for each of four words, from a position on: set if it is at least the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hits(ulong* words, int from, Vector256<long> counts, Vector256<ulong> wanted)
    {
        var present = Vector256.GreaterThan(counts, Vector256.Create(from, from + 1, from + 2, from + 3L));
        var read = Avx2.MaskLoad(words + from, present.AsUInt64());
        return Vector256.GreaterThanOrEqual(read, wanted).ExtractMostSignificantBits() << from;
    }

    private static int FindOneByOne(ulong* words, int count, ulong key)
    {
        int i = 0;
        while (i < count && words[i] < key)
        {
            i++;
        }

        return i;
    }

    /// <summary>
    /// Copies up to sixteen words, which may overlap: all are read before one is written, some twice.
    /// </summary>
    private static void CopyFew(ulong* destination, ulong* source, int words)
    {
        ulong* sourceEnd = source + words;
        ulong* end = destination + words;
        if (words >= 2 * Lanes)
        {
            var first = Vector256.LoadUnsafe(ref *source);
            var second = Vector256.LoadUnsafe(ref *(source + Lanes));
            var third = Vector256.LoadUnsafe(ref *(sourceEnd - (2 * Lanes)));
            var fourth = Vector256.LoadUnsafe(ref *(sourceEnd - Lanes));
            first.StoreUnsafe(ref *destination);
            second.StoreUnsafe(ref *(destination + Lanes));
            third.StoreUnsafe(ref *(end - (2 * Lanes)));
            fourth.StoreUnsafe(ref *(end - Lanes));
        }
        else if (words >= Lanes)
        {
            var first = Vector256.LoadUnsafe(ref *source);
            var last = Vector256.LoadUnsafe(ref *(sourceEnd - Lanes));
            first.StoreUnsafe(ref *destination);
            last.StoreUnsafe(ref *(end - Lanes));
        }
        else if (words > 0)
        {
            ulong first = *source;
            ulong middle = source[words / 2];
            ulong last = *(sourceEnd - 1);
            *destination = first;
            destination[words / 2] = middle;
            *(end - 1) = last;
        }
    }

    /// <summary>Copies 32 words: all are read before one is written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyNode(ulong* destination, ulong* source)
    {
        var first = Vector256.LoadUnsafe(ref *source);
        var second = Vector256.LoadUnsafe(ref *(source + Lanes));
        var third = Vector256.LoadUnsafe(ref *(source + (2 * Lanes)));
        var fourth = Vector256.LoadUnsafe(ref *(source + (3 * Lanes)));
        var fifth = Vector256.LoadUnsafe(ref *(source + (4 * Lanes)));
        var sixth = Vector256.LoadUnsafe(ref *(source + (5 * Lanes)));
        var seventh = Vector256.LoadUnsafe(ref *(source + (6 * Lanes)));
        var eighth = Vector256.LoadUnsafe(ref *(source + (7 * Lanes)));
        first.StoreUnsafe(ref *destination);
        second.StoreUnsafe(ref *(destination + Lanes));
        third.StoreUnsafe(ref *(destination + (2 * Lanes)));
        fourth.StoreUnsafe(ref *(destination + (3 * Lanes)));
        fifth.StoreUnsafe(ref *(destination + (4 * Lanes)));
        sixth.StoreUnsafe(ref *(destination + (5 * Lanes)));
        seventh.StoreUnsafe(ref *(destination + (6 * Lanes)));
        eighth.StoreUnsafe(ref *(destination + (7 * Lanes)));
    }
}
