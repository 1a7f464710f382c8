using System.IO.Compression;
using System.Text.Json.Nodes;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>A recorded case: what Linux's own code answered.</summary>
/// <param name="Line">The line, inputs and answers.</param>
internal sealed record VmaRecording(string Line)
{
    private const string File = "Golden/vma.jsonl.gz";

    private static readonly HashSet<string> inputs = ["op", "fail"];

    private readonly JsonNode node = JsonNode.Parse(Line)!;

    /// <summary>Its name up to the number.</summary>
    public string Group => ((string)node["name"]!).Split('-')[0];

    public IReadOnlyList<JsonObject> Steps => [.. node["ops"]!.AsArray().Select(step => step!.AsObject())];

    /// <summary>
    /// True if mapping over memory that is charged failed after that memory was gone: Linux forgets the
    /// charge then.
    /// </summary>
    public bool LosesCharge
    {
        get
        {
            long charged = 0;
            foreach (var step in Steps)
            {
                charged += step["ev"]!.AsArray().Where(what => (string)what![0]! == "charge")
                    .Sum(what => (long)what![1]!);
            }

            return charged > Steps[^1]["vmas"]!.AsArray().Where(vma => ((string)vma![4]!).Contains('a'))
                .Sum(vma => (Address(vma![2]!) - Address(vma[1]!)) / 4096);
        }
    }

    /// <summary>All recordings, in their order.</summary>
    public static IReadOnlyList<VmaRecording> All()
    {
        string path = Path.Combine(AppContext.BaseDirectory, File);
        using var unzipped = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        var all = new List<VmaRecording>();
        while (reader.ReadLine() is { } line)
            all.Add(new(line));
        return all;
    }

    /// <summary>The line without its answers.</summary>
    public string Inputs()
    {
        var copy = node.DeepClone().AsObject();
        foreach (var step in copy["ops"]!.AsArray().Select(step => step!.AsObject()))
        {
            foreach (var key in step.Select(field => field.Key).Where(key => !inputs.Contains(key)).ToList())
                step.Remove(key);
        }

        return copy.ToJsonString();
    }

    private static long Address(JsonNode text) => Convert.ToInt64((string)text!, 16);
}
