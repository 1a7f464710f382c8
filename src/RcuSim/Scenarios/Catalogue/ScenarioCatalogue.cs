using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Every scenario by name.</summary>
public static class ScenarioCatalogue
{
    private const int DefaultReaders = 3;

    private static readonly ScenarioInfo flagship = new(
        "fork",
        "A process forks alongside page faults, a maps reader and a reverse-map reader.",
        true,
        "");

    private static readonly ScenarioInfo stackGrowthInfo = new(
        "stack-growth",
        "A stack grows until it touches its neighbour while the mappings are listed.",
        false,
        "");

    private static readonly ScenarioInfo rootReplacement = new(
        "root-replacement",
        "A mapping comes and goes in a tree of one node while threads fault.",
        false,
        "");

    private static readonly ScenarioInfo childAfterFork = new(
        "child-after-fork",
        "A fresh child unmaps everything while another of its threads faults.",
        false,
        "");

    private static readonly ScenarioInfo recycledVma = new(
        "recycled-vma",
        "A VMA is freed and its memory becomes another process's while a thread faults.",
        false,
        "");

    private static readonly ScenarioInfo movedVma = new(
        "moved-vma",
        "A VMA is freed and its memory maps another range of the process while a thread faults.",
        false,
        "");

    private static readonly ScenarioInfo firstTouch = new(
        "first-touch",
        "Two threads touch memory first, which wants one reverse map.",
        false,
        "");

    private static readonly ScenarioInfo unmap = new(
        "unmap",
        "A mapping is removed while threads fault on it and beside it.",
        false,
        "");

    private static readonly ScenarioInfo mapOver = new(
        "map-over",
        "A file and then memory are mapped over the middle of a mapping, and that fails at any one place.",
        false,
        "map/*#*");

    private static readonly ScenarioInfo protect = new(
        "protect",
        "The middle of a mapping is protected and freed again, which splits the mapping and merges it.",
        false,
        "protect/*#*");

    private static readonly ScenarioInfo forkScanner = new(
        "fork-scanner",
        "A scanner visits the child's address space while fork fills it.",
        false,
        "");

    private static readonly ScenarioInfo anonWalk = new(
        "anon-walk",
        "The VMAs of an anonymous page are visited while fork adds one and others go.",
        false,
        "");

    private static readonly ScenarioInfo forkFailure = new(
        "fork-failure",
        "Fork fails at any one place and undoes its work alongside readers.",
        true,
        "fork/*#*");

    /// <summary>All scenarios, the default one first.</summary>
    internal static IReadOnlyList<ScenarioInfo> All { get; } =
    [
        flagship, stackGrowthInfo, rootReplacement, childAfterFork, recycledVma, movedVma, firstTouch, unmap,
        mapOver, protect, forkScanner, anonWalk, forkFailure,
    ];

    /// <summary>Finds a scenario by name; null if there is none.</summary>
    internal static ScenarioInfo? Find(string name) => All.FirstOrDefault(info => info.Name == name);

    /// <summary>Builds a scenario, or says in one line why not.</summary>
    public static ScenarioCreation Create(string name, ScenarioOptions options)
    {
        if (Find(name) is not { } info)
        {
            return ScenarioCreation.Wrong(
                $"no scenario is called '{name}'; there are {string.Join(", ", All.Select(i => i.Name))}");
        }

        if (options.Readers is < 0 or > ScenarioOptions.MostReaders)
        {
            return ScenarioCreation.Wrong(
                $"{options.Readers} readers; expected 0 to {ScenarioOptions.MostReaders}");
        }

        if (!info.TakesLayout && (options.Layout is not null || options.Readers is not null))
        {
            return ScenarioCreation.Wrong(
                $"scenario '{name}' has its own layout and readers; only {TakersOfLayouts()} take others");
        }

        return Regime.Of(options.Regime).Supported
            ? ScenarioCreation.Of(Build(info, options))
            : ScenarioCreation.Unsupported(
                $"fork variant {options.Regime} is not built, only {string.Join(" and ", BuiltRegimes())}");
    }

    private static string TakersOfLayouts() =>
        string.Join(" and ", All.Where(info => info.TakesLayout).Select(info => info.Name));

    private static IEnumerable<ForkRegime> BuiltRegimes() =>
        Regime.All.Where(row => row.Supported).Select(row => row.Kind);

    private static Scenario Build(ScenarioInfo info, ScenarioOptions options)
    {
        if (info.TakesLayout)
        {
            var own = info == flagship ? VmaLayout.BuiltIn : SmallLayouts.Failing;
            return ForkBeside(info, options.Layout ?? own, options.Readers ?? DefaultReaders, options.Regime);
        }

        return info == stackGrowthInfo ? SmallScenarios.StackGrowth(info)
            : info == rootReplacement ? SmallScenarios.RootReplacement(info)
            : info == childAfterFork ? SmallScenarios.ChildAfterFork(info, options.Regime)
            : info == recycledVma ? SmallScenarios.RecycledVma(info)
            : info == movedVma ? SmallScenarios.MovedVma(info)
            : info == firstTouch ? SmallScenarios.FirstTouch(info)
            : info == unmap ? SmallScenarios.Unmap(info)
            : info == mapOver ? SplitScenarios.MapOver(info)
            : info == protect ? SplitScenarios.Protect(info)
            : info == forkScanner ? SmallScenarios.ForkScanner(info, options.Regime)
            : info == anonWalk ? WalkScenarios.AnonWalk(info, options.Regime)
            : throw new ArgumentException($"scenario {info.Name} has no case here", nameof(info));
    }

    private static StageScenario ForkBeside(
        ScenarioInfo info, VmaLayout layout, int readers, ForkRegime regime)
    {
        var actors = new List<Actor> { new ForkActor("fork", regime) };
        actors.AddRange(Enumerable.Range(0, readers).Select(i => Readers.Create(i, layout)));
        return new(info, layout, null, actors);
    }
}
