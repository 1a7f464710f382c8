namespace RcuSim.Scripts;

/// <summary>Something that happened to anonymous reverse maps.</summary>
/// <param name="What">What it was.</param>
/// <param name="First">The number that it is about; 0 for none.</param>
/// <param name="Second">The other number; 0 for none.</param>
/// <param name="Kind">Of a failure: what was asked for; else empty.</param>
internal sealed record AnonVmaEvent(string What, int First, int Second = 0, string Kind = "");
