using System.IO.Compression;
using System.Text.Json.Nodes;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>A recorded case: what Linux's own code answered.</summary>
/// <param name="Line">The line, inputs and answers.</param>
internal sealed record AnonVmaRecording(string Line)
{
    private const string File = "Golden/anonvma.jsonl.gz";

    private static readonly HashSet<string> inputs = ["op", "fail"];

    private readonly JsonNode node = JsonNode.Parse(Line)!;

    /// <summary>The kernel that was recorded.</summary>
    public string Form => (string)node["form"]!;

    /// <summary>How many steps it has.</summary>
    public int Steps => Operations.Count;

    private JsonArray Operations => node["ops"]!.AsArray();

    /// <summary>All recordings, in their order.</summary>
    public static IReadOnlyList<AnonVmaRecording> All()
    {
        string path = Path.Combine(AppContext.BaseDirectory, File);
        using var unzipped = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        var all = new List<AnonVmaRecording>();
        while (reader.ReadLine() is { } line)
            all.Add(new(line));
        return all;
    }

    /// <summary>
    /// The line without its answers, and with more steps, if wanted: each VMA that is left then goes.
    /// </summary>
    public string Inputs(bool andExits = false)
    {
        var copy = node.DeepClone().AsObject();
        var steps = copy["ops"]!.AsArray();
        var left = steps[^1]!["vmas"]!.AsArray().Select(vma => (int)vma![0]!).ToList();
        foreach (var step in steps.Select(step => step!.AsObject()))
        {
            foreach (var key in step.Select(field => field.Key).Where(key => !inputs.Contains(key)).ToList())
                step.Remove(key);
        }

        if (andExits)
            left.ForEach(number => steps.Add((JsonNode)new JsonObject { ["op"] = $"exit {number}" }));
        return copy.ToJsonString();
    }

    /// <summary>In how many of its steps some answers are the same as in another line.</summary>
    public int Agreeing(AnonVmaRecording other, params string[] answers) => Operations.Zip(other.Operations)
        .Count(pair => answers.All(key => JsonNode.DeepEquals(pair.First![key], pair.Second![key])));
}
