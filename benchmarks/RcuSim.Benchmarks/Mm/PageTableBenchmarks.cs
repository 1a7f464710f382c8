using BenchmarkDotNet.Attributes;
using RcuSim.Benchmarks.Machine;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Benchmarks.Mm;

/// <summary>Pages made present and taken away again with their tables, by the page.</summary>
public class PageTableBenchmarks : NativeBenchmark
{
    private const ulong First = 0x7f00_0000_0000;
    private MmStruct<NativeMachine> mm;

    /// <summary>How far apart the pages are: neighbours, or each with a lowest table of its own.</summary>
    [Params(0x1000UL, 0x20_0000UL)]
    public ulong Step { get; set; }

    [Benchmark(OperationsPerInvoke = Turns)]
    public void ComeAndGo()
    {
        for (ulong i = 0; i < Turns; i++)
        {
            mm.Tables.Populate(First + (i * Step));
        }

        ulong end = First + (Turns * Step);
        mm.Tables.Zap(First, end);
        var batch = new TableBatch<NativeMachine>(mm.Machine);
        mm.Tables.FreeRange(new(First, end, 0, 0), ref batch);
        batch.Free();
    }

    protected override void Prepare() =>
        mm = MmStruct<NativeMachine>.Allocate(Machine, KernelGlobals<NativeMachine>.Allocate(Machine));
}
