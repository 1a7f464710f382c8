namespace RcuSim.Benchmarks;

/// <summary>One thing that is timed on all trees of a <see cref="MapleBenchmarks"/>.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Prepare">What comes before each pass, untimed.</param>
/// <param name="Run">A pass.</param>
internal sealed record MapleRow(string Name, Action<MapleBenchmarks> Prepare, Action<MapleBenchmarks> Run)
{
    /// <summary>All of them; those that take no node come after those that do.</summary>
    public static readonly IReadOnlyList<MapleRow> All =
    [
        new("dup+replace", tree => tree.EmptyInRcuMode(), tree => tree.DuplicateAndReplace()),
        new("bulk", tree => tree.EmptyInRcuMode(), tree => tree.BulkRebuild()),
        new("dup", tree => tree.EmptyInRcuMode(), tree => tree.Duplicate()),
        new("append", tree => tree.EmptyOutOfRcuMode(), tree => tree.Append()),
        new("append RCU", tree => tree.EmptyInRcuMode(), tree => tree.AppendRcu()),
        new("mixed", tree => tree.FillOutOfRcuMode(), tree => tree.Mixed()),
        new("mixed RCU", tree => tree.FillInRcuMode(), tree => tree.MixedRcu()),
        new("iterate", _ => { }, tree => tree.Iterate()),
        new("load", _ => { }, tree => tree.RandomLoad()),
    ];

    /// <summary>How many of them take nodes.</summary>
    public const int TakeNodes = 7;
}
