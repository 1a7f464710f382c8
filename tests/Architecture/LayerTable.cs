using System.Text.RegularExpressions;

namespace RcuSim.Tests.Architecture;

/// <summary>The layers of a project, lowest first, as a table of ARCHITECTURE.md lists them.</summary>
internal sealed partial class LayerTable(IReadOnlyList<string> layers)
{
    public IReadOnlyList<string> Layers { get; } = layers;

    public static LayerTable FromArchitecture(string heading = "layer")
    {
        var lines = Repository.Read("ARCHITECTURE.md").Split('\n').Select(line => line.Trim());
        var rows = lines.SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        return new([.. rows.Select(row => FirstCell().Match(row).Groups[1].Value)]);
    }

    public bool Knows(string layer) => Layers.Contains(layer);

    /// <summary>Whether <paramref name="user"/> is <paramref name="used"/> or above it.</summary>
    public bool Allows(string user, string used) => IndexOf(used) <= IndexOf(user);

    private int IndexOf(string layer) => Layers.ToList().IndexOf(layer);

    [GeneratedRegex(@"^\|\s*([^|]+?)\s*\|")]
    private static partial Regex FirstCell();
}
