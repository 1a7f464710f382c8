using BenchmarkDotNet.Attributes;
using RcuSim.Machine;

namespace RcuSim.Benchmarks.Machine;

/// <summary>Locks that nobody else wants, by the pair of taking and giving back.</summary>
public class LockBenchmarks : NativeBenchmark
{
    private ulong word;

    [Benchmark(Baseline = true, OperationsPerInvoke = Turns)]
    public void Spin()
    {
        var machine = Machine;
        for (int i = 0; i < Turns; i++)
        {
            machine.Lock(word, LockMode.Spin);
            machine.Unlock(word, LockMode.Spin);
        }
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public void Read()
    {
        var machine = Machine;
        for (int i = 0; i < Turns; i++)
        {
            machine.Lock(word, LockMode.Read);
            machine.Unlock(word, LockMode.Read);
        }
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public void Write()
    {
        var machine = Machine;
        for (int i = 0; i < Turns; i++)
        {
            machine.Lock(word, LockMode.Write);
            machine.Unlock(word, LockMode.Write);
        }
    }

    protected override void Prepare() => word = NewObject();
}
