using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// A rule, as a fold over the linear log. The code under test never calls an oracle.
/// </summary>
public interface IOracle
{
    /// <summary>The kinds of event it wants to see, as a mask of <see cref="EventMask.Of"/>; fixed.</summary>
    ulong Kinds { get; }

    /// <summary>
    /// Takes in one event of its kinds, after its effect; reports through <see cref="SystemState.Report"/>.
    /// </summary>
    void Apply(in Event item, int position, SystemState state);

    /// <summary>Takes in that all threads have ended.</summary>
    void AtEnd(SystemState state)
    {
    }

    /// <summary>Remembers the present state as the one after set-up.</summary>
    void Save()
    {
    }

    /// <summary>Goes back to the state after set-up.</summary>
    void Restore()
    {
    }
}
