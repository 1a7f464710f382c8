namespace RcuSim.Exploration;

/// <summary>An engine, as a row of <see cref="EngineCatalogue"/>.</summary>
/// <param name="Name">The name used on the command line.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Strategies">Its strategies; the first is the default.</param>
/// <param name="Budget">How long it runs unless told otherwise.</param>
/// <param name="Create">Sets a scenario up on it, to be explored by the strategy of a name.</param>
public sealed record Engine(
    string Name,
    string Summary,
    IReadOnlyList<EngineStrategy> Strategies,
    Budget Budget,
    Func<ExecutionOptions, string, IExplorer> Create)
{
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
