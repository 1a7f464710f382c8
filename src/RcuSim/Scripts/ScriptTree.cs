using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>A tree of a script, and what is remembered of it.</summary>
/// <param name="handle">The tree.</param>
internal sealed class ScriptTree<TMachine>(MapleTree<TMachine> handle)
    where TMachine : struct, IMachine
{
    /// <summary>The tree.</summary>
    public MapleTree<TMachine> Handle => handle;

    /// <summary>Where its next cyclic allocation begins to search.</summary>
    public ulong Next { get; set; }

    /// <summary>How often it was written to.</summary>
    public long Writes { get; set; }
}
