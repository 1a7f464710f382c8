using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>What one engine is to do.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Strategy">The name of one of its strategies.</param>
/// <param name="Budget">How long it may run.</param>
internal sealed record Effort(Engine Engine, string Strategy, Budget Budget);
