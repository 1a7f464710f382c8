namespace RcuSim.Exploration;

/// <summary>What one engine is to do.</summary>
internal sealed class EnginePlan(Engine engine, string strategy, Budget budget)
{
    /// <summary>The engine.</summary>
    public Engine Engine { get; } = engine;

    /// <summary>The name of one of its strategies.</summary>
    public string Strategy { get; } = strategy;

    /// <summary>How long it may run.</summary>
    public Budget Budget { get; } = budget;
}
