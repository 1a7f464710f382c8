using RcuSim.Explaining;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>One check of a test.</summary>
internal sealed class CheckCase
{
    private readonly CheckRequest request;
    private readonly string folder;
    private readonly TextWriter output;

    /// <summary>Creates a check.</summary>
    /// <exception cref="ArgumentException">An option has no meaning.</exception>
    public CheckCase(Scenario scenario, CheckOptions? options, TextWriter? output)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        options ??= new();
        this.output = output ?? Console.Out;
        folder = Path.GetFullPath(options.Folder);
        var creation = new SubjectRequest
        {
            Failures = options.Failures,
            FailuresSource = nameof(options.Failures),
        }.Build(Catalogue.Of(scenario));
        request = new()
        {
            Subject = creation.Subject ?? throw new ArgumentException(creation.Error, nameof(options)),
            Plans = options.Plans(),
            Seed = options.Seed,
        };
    }

    /// <summary>Expects that nothing is found, and that this says something.</summary>
    public CheckResult Passes()
    {
        var result = Check.Run(request);
        var story = Tell(result);
        return result.Verdict == Verdict.Pass ? result : throw new CheckException(story.Message);
    }

    /// <summary>Expects that a violation of some kind is found.</summary>
    public Finding Catches(ViolationKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var result = Check.Run(request);
        var story = Tell(result);
        return result.Finding is { } finding && finding.Violation.Kind == kind
            ? finding
            : throw new CheckException($"expected {kind}, found: {story.Message}");
    }

    private CheckStory Tell(CheckResult result)
    {
        var story = CheckStory.Of(result, folder);
        story.Write(output);
        return story;
    }
}
