namespace RcuSim.Maple;

/// <summary>How a write was done.</summary>
/// <param name="Strategy">The strategy chosen.</param>
/// <param name="Built">How many nodes were taken from the preallocated ones to be written.</param>
internal readonly record struct WriteAccount(MapleStrategy Strategy, int Built);
