using BenchmarkDotNet.Attributes;
using RcuSim.Machine;

namespace RcuSim.Benchmarks.Machine;

/// <summary>Objects taken and given back, by the pair.</summary>
public class SlabBenchmarks : NativeBenchmark
{
    private const int Fresh = 50_000;
    private readonly ulong[] held = new ulong[Turns];

    [Benchmark(Baseline = true, OperationsPerInvoke = Turns)]
    public ulong OneAtATime()
    {
        var machine = Machine;
        ulong last = 0;
        for (int i = 0; i < Turns; i++)
        {
            last = machine.Allocate(Node);
            machine.Free(Node, last);
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public void AThousandSingly()
    {
        var machine = Machine;
        for (int i = 0; i < Turns; i++)
        {
            held[i] = machine.Allocate(Node);
        }

        foreach (ulong address in held)
        {
            machine.Free(Node, address);
        }
    }

    [Benchmark(OperationsPerInvoke = Turns)]
    public void AThousandInOneBatch()
    {
        var machine = Machine;
        machine.AllocateBatch(Node, held);
        foreach (ulong address in held)
        {
            machine.Free(Node, address);
        }
    }

    [Benchmark(OperationsPerInvoke = Fresh)]
    [Arguments(true)]
    [Arguments(false)]
    public void FirstTouchOfFreshObjects(bool hugePages)
    {
        using var system = new NativeSystem(new NativeOptions { HugePages = hugePages });
        using var thread = system.CreateThread();
        var machine = thread.Machine;
        for (int i = 0; i < Fresh; i++)
        {
            machine.Fill(machine.Allocate(Node), 0, 32);
        }
    }
}
