using System.Formats.Tar;
using System.IO.Compression;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>The recorded scripts and answers, by name.</summary>
internal static class GoldenArchive
{
    /// <summary>The recordings of trees.</summary>
    public const string Trees = "maple-golden.tar.gz";

    /// <summary>The recordings of cursors.</summary>
    public const string Cursors = "maple-cursor.tar.br";

    /// <summary>All recordings of a group, in order of their names.</summary>
    public static IReadOnlyList<GoldenRecording> Group(string archive, string group)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", archive));
        using Stream unpacked = archive == Trees
            ? new GZipStream(packed, CompressionMode.Decompress)
            : new BrotliStream(packed, CompressionMode.Decompress);
        using var reader = new TarReader(unpacked);
        while (reader.GetNextEntry() is { } entry)
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
