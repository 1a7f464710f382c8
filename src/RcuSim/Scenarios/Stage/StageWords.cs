using RcuSim.Machine;

namespace RcuSim.Scenarios;

/// <summary>The words of a stage by number, and the cache that names them.</summary>
internal static class StageWords
{
    public const int Globals = 0;
    public const int Parent = 1;
    public const int Child = 2;
    public const int Other = 3;
    public const int ForkOver = 4;

    /// <summary>What the threads of one scenario share besides the kernel's own objects.</summary>
    public static readonly SlabCache Cache = new(
        7, "stage", 5,
        [
            new("globals", Globals),
            new("parent", Parent),
            new("child", Child),
            new("other", Other),
            new("fork_over", ForkOver),
        ]);
}
