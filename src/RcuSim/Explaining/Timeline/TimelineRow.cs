using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>One row of a timeline.</summary>
/// <param name="Position">The log position.</param>
/// <param name="Thread">Whose column the text stands in.</param>
/// <param name="Text">The text.</param>
/// <param name="Matters">True for a row that is never left out.</param>
internal readonly record struct TimelineRow(int Position, ThreadName Thread, string Text, bool Matters);
