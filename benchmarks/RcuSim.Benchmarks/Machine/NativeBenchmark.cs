using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RcuSim.Machine;

namespace RcuSim.Benchmarks.Machine;

/// <summary>A native world for a benchmark: one thread, a few objects.</summary>
[Config(typeof(Short))]
[MemoryDiagnoser(displayGenColumns: false)]
public abstract class NativeBenchmark
{
    /// <summary>How often a benchmark does what it measures.</summary>
    protected const int Turns = 1000;

    /// <summary>Objects of the size of a maple node.</summary>
    protected static readonly SlabCache Node = new("bench_node", 32, []);

    private NativeSystem system = new();

    /// <summary>The machine measured.</summary>
    protected NativeMachine Machine { get; private set; }

    [GlobalSetup]
    public void SetUp()
    {
        system = new NativeSystem(runner: (machine, _, first, _) => machine.Free(Node, first));
        Machine = system.CreateThread().Machine;
        Prepare();
    }

    [GlobalCleanup]
    public void CleanUp() => system.Dispose();

    /// <summary>Makes the objects a benchmark needs.</summary>
    protected virtual void Prepare()
    {
    }

    /// <summary>A zeroed object.</summary>
    protected ulong NewObject()
    {
        ulong address = Machine.Allocate(Node);
        Machine.Fill(address, 0, 32);
        return address;
    }

    private sealed class Short : ManualConfig
    {
        public Short()
        {
            AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
            AddColumn(StatisticColumn.Min, StatisticColumn.Median);
        }
    }
}
