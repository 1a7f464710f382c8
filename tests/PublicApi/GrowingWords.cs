using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>The objects of an array that grows.</summary>
internal static class GrowingWords
{
    public static readonly SlabCache Root = new("growing_root", 1, [new("array", 0)]);
    public static readonly SlabCache Array =
        new("growing_array", 3, [new("length", 0), new("filled", 1), new("slot", 2)]);
    public static readonly Site Sum = new("growing-sum", SiteKind.Balance);
}
