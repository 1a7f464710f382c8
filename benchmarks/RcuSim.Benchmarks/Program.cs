using System.Globalization;
using BenchmarkDotNet.Running;
using RcuSim.Benchmarks;

int[] mapleSizes = [21, 121, 221, 421, 821, 1621, 3221, 6421, 20_000, 100_000, 1_000_000];
int count = args.Length > 1 && int.TryParse(args[1], CultureInfo.InvariantCulture, out int given) ? given : 0;
switch (args.FirstOrDefault())
{
    case "engines":
        EngineComparison.Run(count > 0 ? count : 5, TimeSpan.FromSeconds(3), Console.Out);
        break;
    case "bugs":
        BugHunt.Run(count > 0 ? count : 10, Console.Out);
        break;
    case "maple":
        MapleTable.Run(count > 0 ? [count] : mapleSizes, Console.Out);
        break;
    case MapleTable.ColumnCommand:
        MapleTable.RunColumn(
            args[1], [.. args[2..].Select(n => int.Parse(n, CultureInfo.InvariantCulture))], Console.Out);
        break;
    case "costs":
        MapleCosts.Run(count > 0 ? [count] : mapleSizes, Console.Out);
        break;
    case "collections":
        CollectionTable.Run(
            count > 0 ? [count] : [421, 21, 6421, 100_000], TimeSpan.FromSeconds(0.5), Console.Out);
        break;
    default:
        // The rows that run in this process find it as the compiler leaves it in the end.
        MapleTable.WarmUp();
        CollectionTable.Run([421], TimeSpan.FromSeconds(0.3), TextWriter.Null);
        BenchmarkSwitcher.FromAssembly(typeof(BugHunt).Assembly).Run(args);
        break;
}
