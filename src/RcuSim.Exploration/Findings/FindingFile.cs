using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>Findings as replay files, and back.</summary>
internal static class FindingFile
{
    private const int DigestShown = 8;

    /// <summary>A finding in the form of a file.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="subject">What was checked.</param>
    /// <param name="found">How it was found.</param>
    internal static ReplayFile Of(Finding finding, Subject subject, ReplayOrigin found) =>
        new($"rcusim {ProductVersion.Text}", SubjectText.Of(subject), found, finding.Record);

    /// <summary>
    /// What to call a file: by the bugs that were switched on or, if none was that the file knows of, by what
    /// was found. The same failure always gets the same name.
    /// </summary>
    public static string NameOf(ReplayFile file)
    {
        string what = string.Join('+', file.Subject.Bugs.DefaultIfEmpty(file.Execution.Kind.Name));
        return $"{file.Subject.Scenario}-{what}-{file.Execution.Timeline[..DigestShown]}.json";
    }

    /// <summary>Runs a file's execution again and compares it step by step.</summary>
    /// <param name="file">The file.</param>
    /// <param name="engine">Who follows its schedule.</param>
    /// <param name="catalogue">What its subject is built from.</param>
    public static ReplayResult Replay(ReplayFile file, Engine engine, Catalogue catalogue)
    {
        var creation = SubjectText.Read(file.Subject, catalogue);
        if (creation.Subject is not { } subject)
        {
            return new(null, creation.Error, creation.IsUnsupported);
        }

        string? unlike = SubjectText.Difference(file.Subject, SubjectText.Of(subject));
        if (unlike is not null)
        {
            return Misfit(unlike);
        }

        var replay = new FindingReplay(file.Execution);
        var finding = replay.Run(engine, subject.ToOptions(catalogue.Oracles), out string difference);
        return finding is null ? Misfit(difference) : new(finding, "", isUnsupported: false);
    }

    private static ReplayResult Misfit(string how) => new(null, $"does not fit: {how}", isUnsupported: false);
}
