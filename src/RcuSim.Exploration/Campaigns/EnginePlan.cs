namespace RcuSim.Exploration;

/// <summary>What one engine is to do.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Strategy">The name of one of its strategies.</param>
/// <param name="Budget">How long it may run.</param>
public sealed record EnginePlan(Engine Engine, string Strategy, Budget Budget);
