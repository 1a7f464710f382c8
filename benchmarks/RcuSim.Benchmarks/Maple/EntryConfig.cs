using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Mathematics.OutlierDetection;

namespace RcuSim.Benchmarks;

/// <summary>
/// One invocation an iteration, after a setup that empties what the last one filled; results per entry.
/// </summary>
internal sealed class EntryConfig : ManualConfig
{
    public EntryConfig()
    {
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithInvocationCount(1).WithUnrollFactor(1)
            .WithWarmupCount(5).WithIterationCount(25)
            .WithOutlierMode(OutlierMode.DontRemove));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(new PerEntryColumn(best: true), new PerEntryColumn(best: false));
        HideColumns(Column.Error, Column.StdDev, Column.Gen0, Column.Gen1, Column.Gen2);
        WithOption(ConfigOptions.DisableOptimizationsValidator, value: true);
    }
}
