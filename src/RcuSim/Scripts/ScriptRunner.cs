using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>Carries out the operations of a script and answers them.</summary>
internal sealed partial class ScriptRunner<TMachine>(IScriptWorld<TMachine> world)
    where TMachine : struct, IMachine
{
    private const ulong MostEntries = 1_000_000;
    private readonly Dictionary<ulong, MapleTree<TMachine>> trees = [];
    private readonly Answer answer = new();
    private readonly Tally<TMachine> tally = new(world);
    private long number;

    /// <summary>What is wrong with an operation that is well written, or null.</summary>
    public string? Refuse(ScriptLine line)
    {
        if (line.Operation != "new" && !trees.ContainsKey(line.Tree))
        {
            return $"expected a tree made by 'new', found {line.Tree}";
        }

        if (line.Operation is "dup" or "bulkfrom" && !trees.ContainsKey(line.Numbers[1]))
        {
            return $"expected a tree made by 'new', found {line.Numbers[1]}";
        }

        return line.Operation switch
        {
            "dup" or "bulkfrom" when line.Tree == line.Numbers[1] =>
                $"expected two trees, found {line.Tree} twice",
            "thin" when line.Numbers[1] == 0 => "expected 'thin T k ph' with k of at least 1, found 0",
            "bulk" or "bulklay" or "fill" or "fillrev" or "filllay" when line.Numbers[1] > MostEntries =>
                $"expected at most {MostEntries} entries, found {line.Numbers[1]}",
            "bulk" when line.Numbers.Length == 6 && line.Numbers[5] > MostEntries =>
                $"expected at most {MostEntries} entries announced, found {line.Numbers[5]}",
            "bulklay" or "filllay" when line.Numbers[2] > EntryLayout.LastProcess =>
                $"expected a layout from 0 to {EntryLayout.LastProcess}, found {line.Numbers[2]}",
            "bulk" or "fill" or "fillrev" when line.Numbers.Length > 4 => RefuseRanges(line),
            "filllay" => RefuseValue(line.Numbers[3], line.Numbers[1]),
            "forkwalk" => RefuseValue(LargestValue(trees[line.Tree]), line.Numbers[2] + 1),
            _ => null,
        };
    }

    private static string? RefuseRanges(ScriptLine line)
    {
        var (count, first, size, gap) = (line.Numbers[1], line.Numbers[2], line.Numbers[3], line.Numbers[4]);
        if (size == 0 && line.Operation == "bulk")
        {
            return "expected a size of at least 1, found 0";
        }

        // The last range has no gap after it.
        if (count > 0 && (((UInt128)size + gap) * (count - 1)) + first + size > (UInt128)ulong.MaxValue + 1)
        {
            return $"expected ranges that end by {ulong.MaxValue}, found {count} from {first}";
        }

        return line.Operation == "bulk" ? null : RefuseValue(line.Numbers[5], count);
    }

    /// <summary>Refuses consecutive values if the last cannot be stored.</summary>
    private static string? RefuseValue(ulong first, ulong count) =>
        count == 0 || (UInt128)first + count - 1 <= ScriptLine.LargestValue
            ? null
            : $"expected values up to {ScriptLine.LargestValue}, found {(UInt128)first + count - 1}";

    private static ulong LargestValue(MapleTree<TMachine> tree) =>
        Entries(tree).Select(entry => MapleEntry.ToInteger(entry.Value)).DefaultIfEmpty().Max();

    /// <summary>Carries out an operation; returns its answer.</summary>
    public string Run(ScriptLine line)
    {
        answer.Begin(number++, line);
        if (line.Operation == "new")
        {
            Make(line);
            return answer.End();
        }

        var tree = trees[line.Tree];
        tally.Begin();
        switch (line.Operation)
        {
            case "load":
                answer.AddValue("val", tree.Load(line.Numbers[1]));
                break;
            case "find":
                Find(tree, line.Numbers[1], line.Numbers[2]);
                break;
            case "findrange":
                ListEntries(tree);
                break;
            case "entsum":
                SumEntries(tree);
                break;
            case "dump" or "dumpsum" or "stats":
                Report(tree, line.Operation);
                break;
            case "check":
                answer.Add("bad", (long)tree.Validate().Count);
                break;
            default:
                Write(tree, line);
                tally.AddCounters(answer);
                break;
        }

        return answer.End();
    }

    private void Make(ScriptLine line)
    {
        _ = ScriptSyntax.TryFlags(line.LastWord, out var flags);
        if (trees.TryGetValue(line.Tree, out var old))
        {
            old.Destroy();
            world.RunCallbacks(
                static (machine, function, retired, argument) =>
                    MapleCallback.Run(machine, function, retired, argument));
        }

        var tree = new MapleTree<TMachine>(world.Machine, world.Machine.Allocate(ScriptLayout.Trees));
        tree.Initialise(flags);
        trees[line.Tree] = tree;
        answer.Add("flags", line.LastWord).Add("rc", 0L);
    }

    private void Find(MapleTree<TMachine> tree, ulong low, ulong high)
    {
        ulong next = low;
        ulong value = tree.Find(ref next, high);
        answer.AddValue("val", value);
        if (value != 0)
        {
            var state = tree.At(next - 1);
            state.Walk();
            answer.Add("first", state.Index).Add("last", state.Last);
        }

        answer.Add("next", next);
    }

    private void ListEntries(MapleTree<TMachine> tree)
    {
        List<string> entries =
        [
            .. Entries(tree).Select(
                entry => $"[{entry.First},{entry.Last},{MapleEntry.ToInteger(entry.Value)}]"),
        ];
        answer.AddJson("ents", $"[{string.Join(",", entries)}]").Add("n", (long)entries.Count);
    }

    private void SumEntries(MapleTree<TMachine> tree)
    {
        long count = 0;
        var hash = new Fnv();
        foreach (var (first, last, value) in Entries(tree))
        {
            count++;
            hash.Add($"{first}-{last}={MapleEntry.ToInteger(value)};");
        }

        answer.Add("n", count).Add("hash", hash.ToString());
    }

    private static IEnumerable<(ulong First, ulong Last, ulong Value)> Entries(MapleTree<TMachine> tree)
    {
        var state = tree.At(0);
        while (state.Find(ulong.MaxValue) is var value and not 0)
        {
            yield return (state.Index, state.Last, value);
        }
    }

    private void Report(MapleTree<TMachine> tree, string operation)
    {
        var report = new TreeReport<TMachine>(tree);
        answer.Add("root", report.RootKind).Add("height", (long)report.Height);
        if (operation == "stats")
        {
            new TreeStatistics(report.Nodes, report.RootKind == "ptr").AddTo(answer);
            return;
        }

        if (report.RootKind == "ptr")
        {
            answer.AddValue("val", report.Root);
        }

        string text = report.NodesText();
        if (operation == "dump")
        {
            answer.AddJson("nodes", $"[{text}]").AddJson("mg", $"[{report.LargestText()}]");
        }
        else
        {
            answer.Add("nn", (long)report.Nodes.Count).Add("len", (long)text.Length)
                .Add("hash", Fnv.Of(text)).Add("mghash", Fnv.Of(report.LargestText()));
        }
    }
}
