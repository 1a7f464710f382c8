using System.Globalization;
using RcuSim.Tests.Properties.Maple;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>What the operations of a script come to on sorted lists of intervals.</summary>
internal sealed class ScriptModel
{
    private const string Busy = "-16";
    private const string Invalid = "-22";
    private const string Exists = "-17";
    private readonly Dictionary<string, IntervalModel> trees = [];

    /// <summary>The fields of the answer that have one right value, as JSON.</summary>
    public IEnumerable<(string Key, string Value)> Answer(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "new")
        {
            trees[words[1]] = new();
            return [("rc", "0")];
        }

        var tree = trees[words[1]];
        ulong[] n = [.. words.Skip(2).Select(word => Number(word))];
        return words[0] switch
        {
            "store" => Store(tree, n[0], n[1], words[4] == "null" ? 0 : n[2] + 1),
            "insert" => tree.IsFree(n[0], n[1]) ? Store(tree, n[0], n[1], n[2] + 1) : [("rc", Exists)],
            "erase" => [("val", Value(tree.Erase(n[0])))],
            "load" => [("val", Value(tree.Load(n[0])))],
            "find" => Find(tree, n[0], n[1]),
            "findrange" => List(tree),
            "alloc" or "allocrev" => Allocate(tree, n, words[0] == "allocrev"),
            "fill" or "fillrev" => Fill(tree, n),
            "destroy" => Store(tree, 0, ulong.MaxValue, 0),
            "check" => [("bad", "0")],
            "entsum" => [("n", $"{tree.Intervals.Count}")],
            _ => [],
        };
    }

    private static (string Key, string Value)[] Store(
        IntervalModel tree, ulong first, ulong last, ulong value)
    {
        tree.Store(first, last, value);
        return [("rc", "0")];
    }

    private static (string Key, string Value)[] Find(IntervalModel tree, ulong low, ulong high) =>
        tree.Find(low, high) is { } found
            ? [("val", Value(found.Value)), ("first", $"{found.First}"), ("last", $"{found.Last}")]
            : [("val", "null")];

    private static (string Key, string Value)[] List(IntervalModel tree)
    {
        var entries = tree.Intervals.Select(i => $"[{i.First},{i.Last},{Value(i.Value)}]");
        return [("ents", $"[{string.Join(",", entries)}]"), ("n", $"{tree.Intervals.Count}")];
    }

    private static (string Key, string Value)[] Allocate(IntervalModel tree, ulong[] n, bool highest)
    {
        var (low, high, size, value) = (n[0], n[1], n[2], n[3]);
        if (size - 1 > high - low)
        {
            return [("rc", Invalid)];
        }

        if (tree.FreeArea(size, low, high, highest) is not { } at)
        {
            return [("rc", Busy)];
        }

        tree.Store(at, at + size - 1, value + 1);
        return [("rc", "0"), ("addr", $"{at}"), ("last", $"{at + size - 1}")];
    }

    private static (string Key, string Value)[] Fill(IntervalModel tree, ulong[] n)
    {
        var (count, first, size, gap, value) = (n[0], n[1], n[2], n[3], n[4]);
        for (ulong i = 0; i < count; i++)
        {
            ulong at = first + (i * (size + gap));
            tree.Store(at, at + size - 1, value + 1 + i);
        }

        return [("n", $"{count}")];
    }

    // A value is kept one higher, since 0 stands for none.
    private static string Value(ulong value) => value == 0 ? "null" : $"{value - 1}";

    private static ulong Number(string word) =>
        word == "null" ? 0
        : word.StartsWith("max-", StringComparison.Ordinal) ? ulong.MaxValue - Number(word[4..])
        : word == "max" ? ulong.MaxValue
        : word.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToUInt64(word[2..], 16)
        : ulong.Parse(word, CultureInfo.InvariantCulture);
}
