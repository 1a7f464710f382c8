using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RcuSim.Replays;

/// <summary>Writes replay files.</summary>
internal static class ReplayWriter
{
    private const int RunsWidth = 100;

    private static readonly JsonWriterOptions options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a file: all that it says, and the digest of that.</summary>
    public static void Write(ReplayFile file, Stream stream) => Write(file, stream, Digest(file));

    /// <summary>
    /// Digest of what a file says, in whatever form: SHA-256, in hexadecimal, of the file without it.
    /// </summary>
    public static string Digest(ReplayFile file)
    {
        using var text = new MemoryStream();
        Write(file, text, digest: null);
        text.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(text));
    }

    private static void Write(ReplayFile file, Stream stream, string? digest)
    {
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("schema", ReplayFile.SchemaName);
            json.WriteNumber("version", ReplayFile.SchemaVersion);
            json.WriteString("tool", file.Tool);
            WriteSubject(json, file.Subject);
            WriteOrigin(json, file.Found);
            WriteExecution(json, file.Execution);
            if (digest is not null)
            {
                json.WriteString("digest", digest);
            }

            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteSubject(Utf8JsonWriter json, ReplaySubject subject)
    {
        json.WriteStartObject("subject");
        json.WriteString("scenario", subject.Scenario);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in subject.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        WriteTexts(json, "layout", subject.Layout);
        WriteTexts(json, "bugs", subject.Bugs);
        json.WriteString("failures", subject.Failures);
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json, ReplayOrigin found)
    {
        json.WriteStartObject("found");
        json.WriteString("engine", found.Engine);
        json.WriteString("strategy", found.Strategy);
        json.WriteNumber("seed", found.Seed);
        json.WriteNumber("schedules", found.Schedules);
        json.WriteEndObject();
    }

    private static void WriteExecution(Utf8JsonWriter json, ReplayExecution execution)
    {
        json.WriteStartObject("execution");
        json.WriteStartObject("violation");
        json.WriteString("kind", execution.Kind.Name);
        json.WriteString("sentence", execution.Message);
        json.WriteEndObject();
        WriteTexts(json, "conflicts", execution.Conflicts);
        WriteTexts(json, "schedule", Lines(execution.Schedule));
        json.WritePropertyName("choices");
        json.WriteRawValue($"[{string.Join(", ", execution.Choices)}]");
        json.WriteString("setup", execution.Setup);
        WriteTexts(json, "events", execution.Events);
        json.WriteString("timelineDigest", execution.Timeline);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Runs as lines of bounded width, separated by commas.</summary>
    private static IEnumerable<string> Lines(IReadOnlyList<ReplayRun> runs)
    {
        var line = new StringBuilder();
        foreach (var run in runs)
        {
            string text = run.ToString();
            if (line.Length > 0 && line.Length + ReplayRun.Separator.Length + text.Length > RunsWidth)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : ReplayRun.Separator).Append(text);
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
