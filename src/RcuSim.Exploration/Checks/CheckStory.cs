using RcuSim.Replays;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>
/// What a test is told of a check: in a few lines for its failure, at length for its output.
/// </summary>
internal sealed class CheckStory
{
    private readonly CheckResult result;
    private readonly IReadOnlyList<string> origin;

    private CheckStory(CheckResult result, IReadOnlyList<string> origin)
    {
        this.result = result;
        this.origin = origin;
    }

    /// <summary>The sentence, where it comes from, and how to see it again.</summary>
    public string Message => string.Join('\n', [Sentence, .. origin]);

    private string Sentence =>
        result.Finding is { } finding ? $"{finding.Violation.Kind}: {result.Message}" : result.Message;

    /// <summary>Tells of a check; a finding is saved.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="folder">Where replay files go.</param>
    public static CheckStory Of(CheckResult result, string folder) => new(
        result,
        result.ToFile() is { } file
            ? Saved(file, folder, result.Request.Subject.Scenario)
            : [.. result.Campaigns.Select(campaign => Covered(campaign, result.Request.Seed))]);

    /// <summary>Tells all of it.</summary>
    public void Write(TextWriter output)
    {
        if (result.Finding is { } finding)
        {
            output.WriteLine(finding);
        }
        else
        {
            output.WriteLine(Sentence);
        }

        foreach (string line in origin)
        {
            output.WriteLine(line);
        }
    }

    private static List<string> Saved(ReplayFile file, string folder, Scenario scenario)
    {
        string path = Path.Combine(folder, FindingFile.NameOf(file));
        var found = file.Found;
        string origin = $"Found by {found.Engine}, strategy {found.Strategy}, seed {found.Seed}, "
            + $"in schedule {found.Schedules:N0}";
        return Save(file, path, out string problem)
            ? [$"{origin}; saved.", .. Again(path, scenario)]
            : [$"{origin}; it could not be saved: {problem}"];
    }

    private static bool Save(ReplayFile file, string path, out string problem)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = error.Message;
            return false;
        }

        return file.Write(path, out problem);
    }

    private static IEnumerable<string> Again(string path, Scenario scenario)
    {
        var type = scenario.GetType();
        yield return $"Replay: Check.Replay({Literal(path)}, {Creation(scenario)});";
        if (type.IsVisible && type.GetConstructors().Any(c => c.GetParameters().All(p => p.IsOptional)))
        {
            string when = IsMadeAnew(type) ? "or" : "or, if the constructor was given one switch at most";
            yield return $"{when}: rcusim replay {Word(path)} --assembly {Word(type.Assembly.Location)}";
        }
    }

    /// <summary>
    /// True if the command can make any scenario of a type: it tries each switch alone, so that there may be
    /// one parameter.
    /// </summary>
    private static bool IsMadeAnew(Type type) =>
        type.GetConstructors() is [var only] && only.GetParameters() is [] or [{ ParameterType.IsEnum: true }]
            or [{ ParameterType.FullName: "System.Boolean" }];

    private static string Word(string path) => path.Contains(' ') ? $"\"{path}\"" : path;

    private static string Literal(string path) =>
        $"{(path.Contains('\\') ? "@" : "")}\"{path}\"";

    /// <summary>What a test would write for the scenario, as far as that can be known.</summary>
    private static string Creation(Scenario scenario)
    {
        var type = scenario.GetType();
        return type.Assembly == typeof(Scenario).Assembly ? "scenario"
            : type.GetConstructors() is [var only] && only.GetParameters().Length == 0 ? $"new {type.Name}()"
            : $"new {type.Name}(...)";
    }

    private static string Covered(CampaignResult campaign, ulong seed)
    {
        var coverage = campaign.Coverage;
        return $"{campaign.Engine.Name}, strategy {campaign.Strategy}, seed {seed}: "
            + $"{coverage.Behaviours:N0} distinct behaviours in {coverage.Comparable:N0} schedules; "
            + $"chance that the next schedule is new: {coverage.ChanceOfNew * 100:N1} %";
    }
}
