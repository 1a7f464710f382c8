using BenchmarkDotNet.Attributes;
using RcuSim.Machine;

namespace RcuSim.Benchmarks.Machine;

/// <summary>The search for the first pivot that reaches a random key, word by word and as one call.</summary>
public class SearchBenchmarks : NativeBenchmark
{
    private const ulong KeyLimit = 1 << 20;
    private readonly ulong[] keys = new ulong[1 << 16];
    private ulong node;
    private int next;

    /// <summary>How many pivots the node has.</summary>
    [Params(3, 9, 15)]
    public int Pivots { get; set; }

    [Benchmark(Baseline = true, OperationsPerInvoke = Turns)]
    public int WordByWord()
    {
        var machine = Machine;
        int sum = 0;
        for (int i = 0; i < Turns; i++)
        {
            ulong key = NextKey();
            int slot = 0;
            while (slot < Pivots && machine.Load(node + ((ulong)slot * 8), MemoryOrder.Once) < key)
            {
                slot++;
            }

            sum += slot;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public int FindAtLeast()
    {
        var machine = Machine;
        int sum = 0;
        for (int i = 0; i < Turns; i++)
        {
            sum += machine.FindAtLeast(node, Pivots, NextKey(), MemoryOrder.Once);
        }

        return sum;
    }

    protected override void Prepare()
    {
        node = NewObject();
        for (int i = 0; i < Pivots; i++)
        {
            ulong pivot = (ulong)(i + 1) * KeyLimit / (ulong)(Pivots + 1);
            Machine.Store(node + ((ulong)i * 8), pivot, MemoryOrder.Plain);
        }

        var random = new Random(1);
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = (ulong)random.NextInt64((long)KeyLimit);
        }
    }

    private ulong NextKey() => keys[next++ & (keys.Length - 1)];
}
