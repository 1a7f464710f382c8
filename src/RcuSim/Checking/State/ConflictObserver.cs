using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// Sees, while an execution runs, which fields two threads use in conflict: one word, two threads, at least
/// one write, after the object became shared. Threads that run alone (set-up, finish) do not count.
/// </summary>
public sealed class ConflictObserver
{
    private const byte Several = 255;
    private readonly Dictionary<ulong, (byte Reader, byte Writer)> words = [];

    /// <summary>The conflicts seen since the last reset.</summary>
    public ConflictSet Seen { get; } = new();

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        words.Clear();
        Seen.Clear();
    }

    /// <summary>Notes an access to a word of a shared object.</summary>
    public void Access(byte thread, ulong address, bool write)
    {
        if (Concurrent(thread) && Seen.Contains(Cache(address), Group(address)))
        {
            return;
        }

        Note(thread, address, Cache(address), Group(address), write);
    }

    /// <summary>Notes use of something that is no word: grace periods, or a cache's freed objects.</summary>
    public void Access(byte thread, int cache, int group, bool write) =>
        Note(thread, (ulong)((cache * 64) + group), cache, group, write);

    /// <summary>Notes that an object's words are gone: a write to each that was used.</summary>
    public void Free(byte thread, ulong address)
    {
        var cache = SimulatedAddress.Cache(address);
        for (int i = 0; i < cache.Words; i++)
        {
            ulong word = address + ((ulong)i * 8);
            if (words.ContainsKey(word))
            {
                Access(thread, word, write: true);
            }
        }
    }

    private static bool Concurrent(byte thread) =>
        thread != ThreadName.Setup.Number && thread != ThreadName.Finish.Number;

    private static int Cache(ulong address) => SimulatedAddress.Cache(address).Number;

    private static int Group(ulong address) =>
        SimulatedAddress.Cache(address).FieldOf(SimulatedAddress.Word(address)).Group;

    private static byte Merge(byte known, byte thread) =>
        known == 0 || known == thread ? thread : Several;

    private static bool IsOther(byte known, byte thread) => known != 0 && known != thread;

    private void Note(byte thread, ulong key, int cache, int group, bool write)
    {
        if (!Concurrent(thread))
        {
            return;
        }

        ref var word = ref System.Runtime.InteropServices.CollectionsMarshal
            .GetValueRefOrAddDefault(words, key, out _);
        if (IsOther(word.Writer, thread) || (write && IsOther(word.Reader, thread)))
        {
            Seen.Add(cache, group);
        }

        word = write ? (word.Reader, Merge(word.Writer, thread)) : (Merge(word.Reader, thread), word.Writer);
    }
}
