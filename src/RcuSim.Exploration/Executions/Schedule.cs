using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// Everything that is free in one execution of threads that take turns: which thread ran on at each
/// scheduling point, and every choice, in order.
/// </summary>
/// <param name="Steps">The threads chosen; a callback that is chosen first begins.</param>
/// <param name="Choices">The values chosen.</param>
/// <param name="Conflicts">The fields whose accesses are scheduling points.</param>
internal sealed record Schedule(
    IReadOnlyList<ThreadName> Steps, IReadOnlyList<int> Choices, ConflictSet Conflicts) : Witness
{
    /// <summary>True if latent violations were passed over.</summary>
    public bool SeeksHarm { get; init; }

    /// <summary>The schedule that a witness is, for engines that follow no other.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    internal static Schedule From(Witness witness) => witness as Schedule
        ?? throw new ArgumentException("expected a schedule", nameof(witness));
}
