using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>A cursor of a script, and what is remembered of it.</summary>
/// <param name="tree">Its tree.</param>
/// <param name="number">The tree's number.</param>
/// <param name="state">The cursor as made.</param>
internal sealed class ScriptCursor<TMachine>(
    ScriptTree<TMachine> tree, ulong number, MapleState<TMachine> state)
    where TMachine : struct, IMachine
{
    private long taken = tree.Writes;
    private int takenIn;

    /// <summary>The cursor. A field, as its operations change it where it is.</summary>
    public MapleState<TMachine> State = state;

    /// <summary>Its tree.</summary>
    public ScriptTree<TMachine> Tree => tree;

    /// <summary>The tree's number.</summary>
    public ulong TreeNumber => number;

    /// <summary>
    /// What it is prepared to store next: 0 for nothing, or any value; null if it is not prepared.
    /// </summary>
    public ulong? Prepared { get; set; }

    /// <summary>True if another write happened since the cursor took its position.</summary>
    public bool IsStale => taken != tree.Writes;

    /// <summary>
    /// True if the node it stands in is kept by a read-side critical section, whatever is written meanwhile:
    /// a step then notices that it has left the tree, and walks again.
    /// </summary>
    /// <param name="section">The read-side critical section that is open, or 0.</param>
    public bool IsKept(int section) =>
        section > 0 && takenIn == section && tree.Handle.Flags.InRcuMode();

    /// <summary>True if the node it stands in, which is kept, has left the tree.</summary>
    public bool IsDead => Node.IsDead();

    /// <summary>True if it stands in a leaf: not after a preparation that spans leaves.</summary>
    public bool StandsInLeaf => Node.IsLeaf;

    private MapleNode<TMachine> Node => new(tree.Handle.Machine, State.Position.Node);

    /// <summary>Notes that an operation gave it a position.</summary>
    /// <param name="section">The read-side critical section in which it did so, or 0.</param>
    public void Take(int section)
    {
        taken = tree.Writes;

        // In any other state the node that it names may be one that was built, and freed again, for nothing.
        bool stands = State.Status is MapleStatus.Active or MapleStatus.Overflow or MapleStatus.Underflow;
        takenIn = stands ? section : 0;
    }
}
