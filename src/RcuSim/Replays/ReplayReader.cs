using System.Text;
using System.Text.Json;
using RcuSim.Explaining;

namespace RcuSim.Replays;

/// <summary>Reads replay files, trusting nothing in them.</summary>
internal static class ReplayReader
{
    private static readonly JsonDocumentOptions options = new() { MaxDepth = 8 };

    /// <summary>
    /// Reads JSON, strictly, and not deep; a byte order mark is skipped. Throws <see cref="JsonException"/>.
    /// </summary>
    public static JsonDocument Parse(byte[] bytes)
    {
        var mark = Encoding.UTF8.Preamble;
        int start = bytes.AsSpan().StartsWith(mark) ? mark.Length : 0;
        return JsonDocument.Parse(bytes.AsMemory(start), options);
    }

    /// <summary>Reads a file's root. Throws <see cref="ReplayFormatException"/>.</summary>
    /// <param name="element">The root.</param>
    /// <param name="digest">What the file gives as the digest of all else.</param>
    public static ReplayFile Read(JsonElement element, out string digest)
    {
        var root = ReplayObject.Of(element, "the file");
        if (root.OptionalText("schema") != ReplayFile.SchemaName)
        {
            throw new ReplayFormatException($"not a replay file: no \"schema\": \"{ReplayFile.SchemaName}\"");
        }

        long version = root.Number("version", 1, int.MaxValue);
        if (version > ReplayFile.SchemaVersion)
        {
            throw new ReplayFormatException(
                $"written in version {version} of the format; this program reads version "
                + $"{ReplayFile.SchemaVersion}: {ReplayFile.NewerHint}");
        }

        if (version < ReplayFile.SchemaVersion)
        {
            throw new ReplayFormatException(
                $"written by {WriterOf(root)} in version {version} of the format; this program reads version "
                + $"{ReplayFile.SchemaVersion}: check again with this one");
        }

        root.AllowOnly("schema", "version", "tool", "subject", "found", "execution", "digest");
        var file = new ReplayFile(
            root.Text("tool"),
            ReadSubject(root.Object("subject")),
            ReadOrigin(root.Object("found")),
            ReadExecution(root.Object("execution")));
        digest = root.Text("digest");
        return file;
    }

    /// <summary>The program that wrote a file of an older version, as far as it says so.</summary>
    private static string WriterOf(ReplayObject root) =>
        root.OptionalText("tool") is { Length: > 0 } tool ? tool : "an unknown program";

    private static ReplaySubject ReadSubject(ReplayObject subject)
    {
        subject.AllowOnly("scenario", "parameters", "layout", "bugs", "failures");
        return new(subject.Text("scenario"))
        {
            Parameters = subject.Object("parameters").AllTexts(),
            Layout = subject.Texts("layout"),
            Bugs = subject.Texts("bugs"),
            Failures = subject.Text("failures"),
        };
    }

    private static ReplayOrigin ReadOrigin(ReplayObject found)
    {
        found.AllowOnly("engine", "strategy", "seed", "schedules");
        return new(
            found.Text("engine"),
            found.Text("strategy"),
            found.Unsigned("seed"),
            found.Number("schedules", 0, long.MaxValue));
    }

    private static ReplayExecution ReadExecution(ReplayObject execution)
    {
        execution.AllowOnly(
            "violation",
            "conflicts",
            "schedule",
            "choices",
            "setup",
            "events",
            "timelineDigest");
        var violation = execution.Object("violation");
        violation.AllowOnly("kind", "sentence");
        return new()
        {
            Conflicts = execution.Texts("conflicts"),
            Schedule = ReadRuns(execution.Texts("schedule")),
            Choices = execution.Numbers("choices"),
            Setup = execution.Text("setup"),
            Events = execution.Texts("events"),
            Kind = ReadKind(violation.Text("kind")),
            Message = violation.Text("sentence"),
            Timeline = execution.Text("timelineDigest"),
        };
    }

    private static ViolationKind ReadKind(string name) =>
        ViolationKind.IsName(name)
            ? new(name)
            : throw new ReplayFormatException($"execution.violation.kind: '{name}' is no kind of violation");

    private static List<ReplayRun> ReadRuns(IReadOnlyList<string> lines)
    {
        var runs = new List<ReplayRun>();
        long steps = 0;
        foreach (string text in lines.SelectMany(line => line.Split(ReplayRun.Separator)))
        {
            var run = ReplayRun.Parse(text)
                ?? throw new ReplayFormatException(
                    $"execution.schedule: '{text}' is not LABEL or LABEL*COUNT");
            runs.Add(run);
            steps += run.Count;
            if (steps > ReplayRun.MostSteps)
            {
                throw new ReplayFormatException($"execution.schedule: more than {ReplayRun.MostSteps} steps");
            }
        }

        return runs;
    }
}
