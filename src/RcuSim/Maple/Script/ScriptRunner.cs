using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>Carries out the operations of a script and answers them.</summary>
internal sealed partial class ScriptRunner<TMachine>(IScriptWorld<TMachine> world)
    where TMachine : struct, IMachine
{
    private const ulong MostEntries = 20_000_000;
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
            _ => null,
        };
    }

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
                static (machine, function, first, second) =>
                    MapleCallback.Run(machine, function, first, second));
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
        var entries = Entries(tree).ConvertAll(
            entry => $"[{entry.First},{entry.Last},{MapleEntry.ToInteger(entry.Value)}]");
        answer.AddJson("ents", $"[{string.Join(",", entries)}]").Add("n", (long)entries.Count);
    }

    private void SumEntries(MapleTree<TMachine> tree)
    {
        var entries = Entries(tree).ConvertAll(
            entry => $"{entry.First}-{entry.Last}={MapleEntry.ToInteger(entry.Value)};");
        answer.Add("n", (long)entries.Count).Add("hash", Fnv.Of(string.Concat(entries)));
    }

    private static List<(ulong First, ulong Last, ulong Value)> Entries(MapleTree<TMachine> tree)
    {
        var entries = new List<(ulong First, ulong Last, ulong Value)>();
        var state = tree.At(0);
        while (state.Find(ulong.MaxValue) is var value and not 0)
        {
            entries.Add((state.Index, state.Last, value));
        }

        return entries;
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
