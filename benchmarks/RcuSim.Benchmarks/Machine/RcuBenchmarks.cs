using BenchmarkDotNet.Attributes;
using RcuSim.Machine;

namespace RcuSim.Benchmarks.Machine;

/// <summary>Read sections, grace periods and callbacks, without any reader to wait for.</summary>
public class RcuBenchmarks : NativeBenchmark
{
    private ulong word;

    [Benchmark(Baseline = true, OperationsPerInvoke = Turns)]
    public ulong ReadSection()
    {
        var machine = Machine;
        ulong sum = 0;
        for (int i = 0; i < Turns; i++)
        {
            machine.RcuEnter();
            sum += machine.Load(word, MemoryOrder.Dereference);
            machine.RcuLeave();
        }

        return sum;
    }

    [Benchmark]
    public void GracePeriod() => Machine.Synchronize();

    [Benchmark(OperationsPerInvoke = Turns)]
    public void AllocateAndFreeAfterAGracePeriod()
    {
        var machine = Machine;
        for (int i = 0; i < Turns; i++)
        {
            machine.CallRcu(1, machine.Allocate(Node), 0);
        }

        machine.RcuBarrier();
    }

    protected override void Prepare() => word = NewObject();
}
