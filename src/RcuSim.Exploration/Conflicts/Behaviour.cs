using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// Hashes the happens-before order of an execution's conflicting events, so that executions which differ only
/// in the order of independent events count once (Mazurkiewicz traces).
/// </summary>
/// <remarks>
/// Each event's hash covers its predecessor in the thread and, on the word it uses, the last write and (if it
/// writes) the reads since. Sums make the result independent of the order of reads and of threads.
/// </remarks>
internal sealed class Behaviour
{
    private readonly Dictionary<ulong, (ulong Write, ulong Reads)> words = [];
    private ulong[] threads = new ulong[512];

    /// <summary>Starts afresh.</summary>
    public void Restart()
    {
        words.Clear();
        Array.Clear(threads);
    }

    /// <summary>Takes in a visible event, before its effect.</summary>
    public void Apply(ThreadName thread, in Operation operation)
    {
        ushort number = thread.Number;
        if (number >= threads.Length)
        {
            Array.Resize(ref threads, Math.Max(number + 1, threads.Length * 2));
        }

        ulong own = Mix(threads[number] + (ulong)operation.Kind);
        ulong key = Dependence.Key(operation);
        if (key == 0)
        {
            threads[number] = own;
            return;
        }

        ref var word = ref System.Runtime.InteropServices.CollectionsMarshal
            .GetValueRefOrAddDefault(words, key, out _);
        bool write = Dependence.Writes(operation);
        ulong hash = Mix(own ^ Mix(key + number) ^ Mix(word.Write + 1) ^ (write ? Mix(word.Reads + 2) : 0));
        word = write ? (hash, 0) : (word.Write, word.Reads + hash);
        threads[number] = hash;
    }

    /// <summary>The hash of everything so far.</summary>
    public ulong Hash()
    {
        ulong sum = 0;
        for (int i = 0; i < threads.Length; i++)
        {
            sum += threads[i] == 0 ? 0 : Mix(threads[i] ^ ((ulong)i << 56));
        }

        return sum;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
