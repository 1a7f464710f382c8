namespace RcuSim.Exploration;

/// <summary>An engine, as a row of <see cref="EngineCatalogue"/>.</summary>
public sealed class Engine
{
    /// <summary>The name used on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for lists.</summary>
    public required string Summary { get; init; }

    /// <summary>Its strategies; the first is the default.</summary>
    public required IReadOnlyList<EngineStrategy> Strategies { get; init; }

    /// <summary>How long it runs by default.</summary>
    public required Budget Budget { get; init; }

    /// <summary>Sets a scenario up on it, to be explored by the strategy of a name.</summary>
    public required Func<ExecutionOptions, string, IExplorer> Create { get; init; }

    /// <summary>Sets a scenario up on it.</summary>
    /// <param name="options">The scenario.</param>
    /// <param name="strategy">The name of one of its strategies; null: the first.</param>
    /// <exception cref="ArgumentException">It has no strategy of that name.</exception>
    public IExplorer Explorer(ExecutionOptions options, string? strategy = null)
    {
        strategy ??= Strategies[0].Name;
        return Strategies.Any(known => known.Name == strategy)
            ? Create(options, strategy)
            : throw new ArgumentException(
                $"engine {Name} has no strategy '{strategy}'; expected one of "
                + string.Join(", ", Strategies.Select(known => known.Name)),
                nameof(strategy));
    }
}
