namespace RcuSim.Exploration;

/// <summary>An engine, as a row of <see cref="EngineCatalogue"/>.</summary>
public sealed class Engine
{
    private readonly Func<ExecutionOptions, string, IExplorer> create;

    /// <summary>Creates an engine.</summary>
    /// <param name="name">The name used on the command line.</param>
    /// <param name="summary">One sentence for lists.</param>
    /// <param name="strategies">Its strategies; the first is the default.</param>
    /// <param name="budget">How long it runs by default.</param>
    /// <param name="create">Sets a scenario up on it, to be explored by the strategy of a name.</param>
    internal Engine(
        string name,
        string summary,
        IReadOnlyList<EngineStrategy> strategies,
        Budget budget,
        Func<ExecutionOptions, string, IExplorer> create)
    {
        Name = name;
        Summary = summary;
        Strategies = strategies;
        Budget = budget;
        this.create = create;
    }

    /// <summary>The name used on the command line.</summary>
    public string Name { get; }

    /// <summary>One sentence for lists.</summary>
    public string Summary { get; }

    /// <summary>Its strategies; the first is the default.</summary>
    public IReadOnlyList<EngineStrategy> Strategies { get; }

    /// <summary>How long it runs by default.</summary>
    internal Budget Budget { get; }

    /// <summary>Sets a scenario up on it.</summary>
    /// <param name="options">The scenario.</param>
    /// <param name="strategy">The name of one of its strategies; null: the first.</param>
    /// <exception cref="ArgumentException">It has no strategy of that name.</exception>
    internal IExplorer Explorer(ExecutionOptions options, string? strategy = null)
    {
        ScenarioRules.Check(options);
        strategy ??= Strategies[0].Name;
        return Strategies.Any(known => known.Name == strategy)
            ? create(options, strategy)
            : throw new ArgumentException(
                $"engine {Name} has no strategy '{strategy}'; expected one of "
                + string.Join(", ", Strategies.Select(known => known.Name)),
                nameof(strategy));
    }
}
