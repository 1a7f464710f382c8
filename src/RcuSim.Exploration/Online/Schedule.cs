namespace RcuSim.Exploration;

/// <summary>
/// Everything that is free in one execution: which thread went on at each point, and every choice, in order.
/// </summary>
/// <param name="Steps">The numbers of the threads chosen.</param>
/// <param name="Choices">The values chosen.</param>
public sealed record Schedule(IReadOnlyList<byte> Steps, IReadOnlyList<int> Choices);
