using System.Text.Json.Nodes;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>On which levels an answer agrees with the recorded one.</summary>
[Flags]
internal enum Agreement
{
    None = 0,
    Behaviour = 1,
    Shape = 2,
    Mechanics = 4,
    Position = 8,
    All = Behaviour | Shape | Mechanics | Position,
}

/// <summary>Compares answers, whatever the order of their keys.</summary>
internal static class AnswerComparison
{
    private static readonly HashSet<string> mechanics =
    [
        "wr", "alloc", "free", "rcu", "walk", "rcun", "built", "live", "pre", "dreb", "stock", "prealloc",
    ];

    private static readonly HashSet<string> shapeOperations = ["dump", "dumpsum", "stats", "check"];

    public static Agreement Compare(string recorded, string given)
    {
        if (string.Equals(recorded, given, StringComparison.Ordinal))
            return Agreement.All;

        var left = JsonNode.Parse(recorded)!.AsObject();
        var right = JsonNode.Parse(given)!.AsObject();
        var differing = left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key))
            .Where(key => !JsonNode.DeepEquals(left[key], right[key])
                || left.ContainsKey(key) != right.ContainsKey(key))
            .ToList();
        var lost = Agreement.None;
        foreach (var key in differing)
        {
            lost |= mechanics.Contains(key) ? Agreement.Mechanics
                : key == "pos" ? Agreement.Position
                : shapeOperations.Contains((string)left["op"]!) ? Agreement.Shape
                : Agreement.Behaviour;
        }

        return Agreement.All & ~lost;
    }
}
