using BenchmarkDotNet.Attributes;
using RcuSim.Machine;

namespace RcuSim.Benchmarks.Machine;

/// <summary>
/// Single words: the same walk along a chain of pointers by hand-written unsafe code and through the machine.
/// </summary>
public unsafe class WordBenchmarks : NativeBenchmark
{
    private ulong first;
    private ulong target;
    private ulong other;

    [Benchmark(Baseline = true, OperationsPerInvoke = Turns)]
    public ulong ChainByHand()
    {
        ulong at = first;
        for (int i = 0; i < Turns; i++)
        {
            at = Volatile.Read(ref *(ulong*)at);
        }

        return at;
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public ulong ChainThroughMachine() => Walk(Machine, first);

    [Benchmark(OperationsPerInvoke = Turns)]
    public void AtomicAdd()
    {
        var machine = Machine;
        for (int i = 0; i < Turns; i++)
        {
            machine.Add(first + 8, 1, MemoryOrder.Once);
        }
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public void CopyOfANode()
    {
        var machine = Machine;
        for (int i = 0; i < Turns; i++)
        {
            machine.Copy(target, other, 32);
        }
    }

    protected override void Prepare()
    {
        first = NewObject();
        ulong second = NewObject();
        target = NewObject();
        other = NewObject();
        Machine.Store(first, second, MemoryOrder.Plain);
        Machine.Store(second, first, MemoryOrder.Plain);
    }

    private static ulong Walk<TMachine>(TMachine machine, ulong from)
        where TMachine : struct, IMachine
    {
        ulong at = from;
        for (int i = 0; i < Turns; i++)
        {
            at = machine.Load(at, MemoryOrder.Dereference);
        }

        return at;
    }
}
