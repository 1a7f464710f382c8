using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace RcuSim.Benchmarks;

/// <summary>The best or the median iteration, in nanoseconds for each entry.</summary>
internal sealed class PerEntryColumn(bool best) : IColumn
{
    public string Id => ColumnName;

    public string ColumnName => best ? "best ns/entry" : "median ns/entry";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => best ? 0 : 1;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend =>
        "time of an iteration divided by the entries (of load and mixed: operations) it handles";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        GetValue(summary, benchmarkCase, SummaryStyle.Default);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
    {
        if (summary[benchmarkCase]?.ResultStatistics is not { } statistics)
            return "-";
        int n = (int)benchmarkCase.Parameters["N"];
        double time = best ? statistics.Min : statistics.Median;
        return (time / Layout.Handled(n)).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
