using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>Where a script's trees live.</summary>
internal static class ScriptLayout
{
    /// <summary>One tree.</summary>
    public static readonly SlabCache Trees = new(
        8, "script_tree", 3,
        [
            new("lock", 0) { IsLock = true },
            new("flags", 1),
            new("root", 2),
        ]);
}
