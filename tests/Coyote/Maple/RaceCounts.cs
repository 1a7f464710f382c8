using System.Text;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>In how many executions each kind of call was raced.</summary>
internal sealed class RaceCounts
{
    private readonly (int Raced, int Restarted, int Around)[] counts =
        new (int, int, int)[Enum.GetValues<ReadCall>().Length];

    /// <summary>How many executions were counted.</summary>
    public int Executions { get; private set; }

    public int Raced(ReadCall kind) => counts[(int)kind].Raced;

    public int Restarted(ReadCall kind) => counts[(int)kind].Restarted;

    public int Around(ReadCall kind) => counts[(int)kind].Around;

    public void Add(ReadCall kind, bool raced, bool restarted, bool around)
    {
        Executions += kind == ReadCall.Load ? 1 : 0;
        ref var of = ref counts[(int)kind];
        of = (of.Raced + (raced ? 1 : 0), of.Restarted + (restarted ? 1 : 0), of.Around + (around ? 1 : 0));
    }

    public static RaceCounts Sum(IEnumerable<RaceCounts> all)
    {
        var sum = new RaceCounts();
        foreach (var counts in all)
            sum.Add(counts);
        return sum;
    }

    public void Add(RaceCounts other)
    {
        Executions += other.Executions;
        for (int i = 0; i < counts.Length; i++)
        {
            var (raced, restarted, around) = other.counts[i];
            counts[i] = (counts[i].Raced + raced, counts[i].Restarted + restarted, counts[i].Around + around);
        }
    }

    /// <summary>The table: one row a name, one column a kind of call.</summary>
    public static string Table(IEnumerable<(string Name, RaceCounts Counts)> rows)
    {
        var text = new StringBuilder("raced/started over/before and after, executions\n");
        text.Append($"| {"",-34} | {"all",5} |");
        foreach (var kind in Enum.GetValues<ReadCall>())
            text.Append($" {kind,-14} |");
        foreach (var (name, counts) in rows)
        {
            text.Append($"\n| {name,-34} | {counts.Executions,5} |");
            foreach (var (raced, restarted, around) in counts.counts)
                text.Append($" {raced,4} {restarted,4} {around,4} |");
        }

        return text.ToString();
    }
}
