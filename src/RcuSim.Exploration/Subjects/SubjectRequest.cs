using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What is to be checked, in words.</summary>
internal sealed class SubjectRequest
{
    /// <summary>The identifiers of the bugs to switch on.</summary>
    public IReadOnlyList<string> Bugs { get; init; } = [];

    /// <summary>The scenario's name; null: that of the first bug, else the default.</summary>
    public string? Scenario { get; init; }

    /// <summary>The fork variant's name; null: the default.</summary>
    public string? Regime { get; init; }

    /// <summary>The number of readers; null: the scenario's own.</summary>
    public string? Readers { get; init; }

    /// <summary>What <see cref="Readers"/> was given as, for what is said of it.</summary>
    internal string ReadersSource { get; init; } = "--readers";

    /// <summary>The parent's mappings; null: the scenario's own.</summary>
    public VmaLayout? Layout { get; init; }

    /// <summary>What was left out of the layout, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The failure plan; null: the scenario's own.</summary>
    public string? Failures { get; init; }

    /// <summary>What <see cref="Failures"/> was given as, for what is said of it.</summary>
    internal string FailuresSource { get; init; } = "--fail";

    /// <summary>Builds it, or says in one line what is wrong with the words.</summary>
    /// <param name="catalogue">What can be named.</param>
    public SubjectCreation Build(Catalogue catalogue) => SubjectCreation.Of(() => Read(catalogue));

    /// <summary>Builds it; what is wrong with the words is a <see cref="SubjectException"/>.</summary>
    internal Subject Read(Catalogue catalogue)
    {
        bool areOwn = catalogue.OwnBugs.Count > 0;
        Bug[] bugs = areOwn
            ? []
            : [.. Bugs.Select(id => Find("bug", id, catalogue.Bugs, bug => bug.Id)).Distinct()];
        OwnBug[] own = areOwn ? [.. Bugs.Select(id => FindOwn(id, catalogue)).Distinct()] : [];
        string name = Scenario ?? bugs.FirstOrDefault()?.Scenario ?? own.FirstOrDefault()?.Scenario
            ?? catalogue.Scenarios[0].Name;
        var info = Find("scenario", name, catalogue.Scenarios, s => s.Name);
        var options = new ScenarioOptions
        {
            Regime = ReadRegime(),
            Layout = Layout,
            Readers = ReadReaders(),
            Bugs = [.. own.Select(bug => bug.Id)],
        };
        var creation = catalogue.Create(info.Name, options);
        var scenario = creation.Scenario
            ?? throw new SubjectException(creation.Error, creation.IsUnsupported);
        if (Layout is not null)
        {
            CheckSize(Layout.Count, scenario.Actors.Count);
        }

        return new(scenario)
        {
            Options = options,
            HasRegime = catalogue.Regimes.Count > 0,
            Bugs = bugs,
            CountedBugs = [.. own.Where(bug => bug.SaysWhenItActs).Select(bug => bug.Id)],
            Failures = ReadFailures(Failures ?? info.FailurePlan, scenario, catalogue),
            Notes = Notes,
        };
    }

    private static T Find<T>(string what, string text, IEnumerable<T> known, Func<T, string> nameOf)
        where T : class =>
        Choice.Find(what, text, known, nameOf, out string error) ?? throw new SubjectException(error);

    /// <summary>Refuses what would take gigabytes of memory.</summary>
    private static void CheckSize(int mappings, int threads)
    {
        const int most = Subject.MostMappingsTimesThreads;
        if ((long)mappings * threads > most)
        {
            throw new SubjectException($"{mappings:N0} mappings and {threads} threads are too many together: "
                + $"expected a product of at most {most:N0}");
        }
    }

    private OwnBug FindOwn(string id, Catalogue catalogue)
    {
        var known = catalogue.OwnBugs.Where(bug => IsSame(bug.Scenario, Scenario ?? bug.Scenario));
        var found = Find("bug", id, known, bug => bug.Id);
        var places = known.Where(bug => IsSame(bug.Id, id)).Select(bug => bug.Scenario).Distinct().ToList();
        return places.Count == 1 ? found : throw new SubjectException(
            $"bug '{id}' is one of several scenarios: name {string.Join(" or ", places)} too");

        static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
    }

    private ForkRegime ReadRegime()
    {
        var all = Scenarios.Regime.All;
        string name = Regime ?? Scenarios.Regime.NameOf(Scenarios.Regime.Default);
        var regime = Find("fork variant", name, all, r => r.Name);
        return regime.Supported ? regime.Kind : throw new SubjectException(
            $"fork variant '{regime.Name}' is not modelled yet: {regime.Summary}; supported: "
            + string.Join(", ", all.Where(r => r.Supported).Select(r => r.Name)),
            isUnsupported: true);
    }

    private int? ReadReaders()
    {
        const int most = ScenarioOptions.MostReaders;
        if (Readers is null)
        {
            return null;
        }

        bool isNumber = PlainNumber.TryDecimal(Readers, most, out int count);
        return isNumber && count >= 1 ? count : throw new SubjectException(
            $"{ReadersSource} '{Readers}': expected a whole number from 1 to {most}");
    }

    private FailurePlan ReadFailures(string text, Scenario scenario, Catalogue catalogue)
    {
        if (text.Length == 0)
        {
            return FailurePlan.None;
        }

        var plan = FailurePlan.Parse(text, out string error)
            ?? throw new SubjectException($"{FailuresSource} '{text}': {error}");
        List<string> threads = ["*", .. ThreadLabels.All(scenario)];
        var known = catalogue.FailureKinds.Concat(FailureKind.All).Select(kind => kind.Name).ToList();
        foreach (var rule in plan.Rules)
        {
            string source = $"{FailuresSource} '{rule}'";
            if (!threads.Contains(rule.Thread))
            {
                throw new SubjectException($"{source}: {scenario.Name} has no thread '{rule.Thread}'; "
                    + $"expected one of {string.Join(", ", threads)}");
            }

            if (rule.What != "*" && catalogue.FailureKinds.Count > 0 && !known.Contains(rule.What))
            {
                throw new SubjectException($"{source}: no '{rule.What}' can fail; expected one of *, "
                    + string.Join(", ", catalogue.FailureKinds.Select(kind => kind.Name)));
            }
        }

        return plan;
    }
}
