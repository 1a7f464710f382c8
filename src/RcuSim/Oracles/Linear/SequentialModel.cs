using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// What a structure does when its operations run one after another: the model against which
/// <see cref="Linearizability"/> judges what they did side by side.
/// </summary>
/// <remarks>
/// The state is a list of words, whatever they mean: what is in a queue, the one value of a register, keys
/// and values in turn. Two states are the same if their words are.
/// </remarks>
public abstract class SequentialModel
{
    /// <summary>The state before the first operation; empty by default.</summary>
    public virtual IReadOnlyList<ulong> Start => [];

    /// <summary>Runs one operation; it depends on its arguments alone and changes only the state.</summary>
    /// <param name="state">The state, which it changes.</param>
    /// <param name="operation">The site that begins the operation.</param>
    /// <param name="argument">The argument that was given there.</param>
    /// <returns>What the operation answers.</returns>
    public abstract ulong Apply(List<ulong> state, Site operation, ulong argument);
}
