namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// What a race's change makes of the tree: by this each case is known to be what its name says.
/// </summary>
/// <param name="Before">The levels before.</param>
/// <param name="After">The levels after.</param>
/// <param name="Nodes">How many nodes are freed by a callback of their own.</param>
/// <param name="Subtrees">How many subtrees are freed by one callback each.</param>
internal readonly record struct RaceShape(int Before, int After, int Nodes = 0, int Subtrees = 0);
