using System.IO.Compression;
using System.Text.Json.Nodes;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>A recorded case: what Linux's own code answered.</summary>
/// <param name="Line">The line, inputs and answers.</param>
internal sealed record TableRecording(string Line)
{
    private const string File = "Golden/pgtables.jsonl.gz";

    private static readonly HashSet<string> answers = ["bytes", "unlinked", "calls", "freed", "left"];

    private readonly JsonNode node = JsonNode.Parse(Line)!;

    /// <summary>Its name up to the number.</summary>
    public string Group => ((string)node["name"]!).Split('-')[0];

    /// <summary>How many operations it has.</summary>
    public int Steps => Operations.Count;

    /// <summary>
    /// How many operations leave fewer tables in reach of the root than are counted: the others are lost.
    /// </summary>
    public int StepsWithLostTables => Operations.Count(
        step => (int)step!["bytes"]! > 4096 * step["left"]!.AsArray().Count);

    private JsonArray Operations => node["ops"]!.AsArray();

    /// <summary>All recordings, in their order.</summary>
    public static IReadOnlyList<TableRecording> All()
    {
        string path = Path.Combine(AppContext.BaseDirectory, File);
        using var unzipped = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        var all = new List<TableRecording>();
        while (reader.ReadLine() is { } line)
            all.Add(new(line));
        return all;
    }

    /// <summary>The line without its answers.</summary>
    public string Inputs()
    {
        var copy = node.DeepClone().AsObject();
        copy.Remove("bytes");
        foreach (var step in copy["ops"]!.AsArray().Select(step => step!.AsObject()))
        {
            foreach (var key in step.Select(field => field.Key).Where(answers.Contains).ToList())
                step.Remove(key);
        }

        return copy.ToJsonString();
    }
}
