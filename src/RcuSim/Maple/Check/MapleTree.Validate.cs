using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Validation.</content>
public readonly partial struct MapleTree<TMachine>
{
    /// <summary>Checks every invariant of the tree's structure. Nobody may be writing.</summary>
    /// <returns>What is wrong, one sentence each; empty for a valid tree.</returns>
    /// <remarks>Kernel: <c>mt_validate</c>, in the tree's test build.</remarks>
    [KernelName("mt_validate")]
    public IReadOnlyList<string> Validate() => new MapleValidator<TMachine>(this).Check();
}
