namespace RcuSim.Tests.Unit.Machine;

/// <summary>Tests beside which no other test runs.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
