namespace RcuSim.Cli;

/// <summary>A way in which kernels copied an address space and cleaned up when that failed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Supported">False if it is known but not modelled yet.</param>
internal sealed record Regime(string Name, string Summary, bool Supported)
{
    public static IReadOnlyList<Regime> All { get; } =
    [
        new("bulk", "every VMA is stored into a new tree in bulk (up to 6.7)", false),
        new("v3", "the tree is duplicated; a failure is undone under both mmap locks (2023)", true),
        new("v68", "a failure is marked in the tree and cleaned up at exit (6.8 to 2025)", false),
        new("v70", "a failure is cleaned up under the locks, with separate limits (2026)", false),
    ];
}
