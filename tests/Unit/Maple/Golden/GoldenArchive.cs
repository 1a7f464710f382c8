using System.Formats.Tar;
using System.IO.Compression;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>The recorded scripts and answers, by name.</summary>
internal static class GoldenArchive
{
    private const string File = "Golden/maple-golden.tar.gz";

    /// <summary>All recordings of a group, in order of their names.</summary>
    public static IReadOnlyList<GoldenRecording> Group(string group)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var path = Path.Combine(AppContext.BaseDirectory, File);
        using var unzipped = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
        using var archive = new TarReader(unzipped);
        while (archive.GetNextEntry() is { } entry)
        {
            var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            if (entry.DataStream is { } data && name.StartsWith(group + "/", StringComparison.Ordinal))
            {
                texts[name] = new StreamReader(data).ReadToEnd();
            }
        }

        return [.. texts.Keys.Where(name => name.EndsWith(".txt", StringComparison.Ordinal))
            .Select(name => (Name: name, Answers: Path.ChangeExtension(name, ".jsonl")))
            .Select(pair => new GoldenRecording(pair.Name, texts[pair.Name], texts[pair.Answers]))];
    }
}
