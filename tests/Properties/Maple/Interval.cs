namespace RcuSim.Tests.Properties.Maple;

/// <summary>A range with a value, both ends inclusive.</summary>
internal readonly record struct Interval(ulong First, ulong Last, ulong Value);
