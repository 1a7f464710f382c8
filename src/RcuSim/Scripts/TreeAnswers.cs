using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>Says in an answer what a tree holds.</summary>
internal static class TreeAnswers
{
    /// <summary>Adds all entries.</summary>
    public static void List<TMachine>(Answer answer, MapleTree<TMachine> tree)
        where TMachine : struct, IMachine
    {
        List<string> entries =
        [
            .. Entries(tree).Select(
                entry => $"[{entry.First},{entry.Last},{Answer.ValueText(entry.Value)}]"),
        ];
        answer.AddJson("ents", $"[{string.Join(",", entries)}]").Add("n", (long)entries.Count);
    }

    /// <summary>Adds how many entries there are, and a hash of them.</summary>
    public static void Sum<TMachine>(Answer answer, MapleTree<TMachine> tree)
        where TMachine : struct, IMachine
    {
        long count = 0;
        var hash = new Fnv();
        foreach (var (first, last, value) in Entries(tree))
        {
            count++;
            hash.Add($"{first}-{last}={Answer.ValueText(value).Trim('"')};");
        }

        answer.Add("n", count).Add("hash", hash.ToString());
    }

    /// <summary>The entries in ascending order.</summary>
    public static IEnumerable<(ulong First, ulong Last, ulong Value)> Entries<TMachine>(
        MapleTree<TMachine> tree)
        where TMachine : struct, IMachine
    {
        var state = tree.At(0);
        while (state.Find(ulong.MaxValue) is var value and not 0)
        {
            yield return (state.Index, state.Last, value);
        }
    }

    /// <summary>Adds nodes, a hash of them, or counts.</summary>
    public static void Report<TMachine>(Answer answer, MapleTree<TMachine> tree, string operation)
        where TMachine : struct, IMachine
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
