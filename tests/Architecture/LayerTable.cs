using System.Text.RegularExpressions;

namespace RcuSim.Tests.Architecture;

/// <summary>The layers of <c>src/RcuSim</c>, lowest first, as ARCHITECTURE.md lists them.</summary>
internal sealed partial class LayerTable(IReadOnlyList<string> layers)
{
    public IReadOnlyList<string> Layers { get; } = layers;

    public static LayerTable FromArchitecture()
    {
        var lines = Repository.Read("ARCHITECTURE.md").Split('\n').Select(line => line.Trim());
        var rows = lines.SkipWhile(line => !line.StartsWith("| layer |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        return new([.. rows.Select(row => FirstCell().Match(row).Groups[1].Value)]);
    }

    public bool Knows(string layer) => Layers.Contains(layer);

    /// <summary>Whether <paramref name="user"/> is <paramref name="used"/> or above it.</summary>
    public bool Allows(string user, string used) => IndexOf(used) <= IndexOf(user);

    private int IndexOf(string layer) => Layers.ToList().IndexOf(layer);

    [GeneratedRegex(@"^\|\s*(\w+)\s*\|")]
    private static partial Regex FirstCell();
}
