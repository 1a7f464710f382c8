using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>A way in which kernels copied an address space and cleaned up when that failed.</summary>
/// <param name="Kind">The fork variant.</param>
/// <param name="Summary">One sentence for lists.</param>
public sealed record Regime(ForkRegime Kind, string Summary)
{
    /// <summary>The one that is checked by default.</summary>
    public const ForkRegime Default = ForkRegime.V3;

    /// <summary>All that are known, the modelled and the others.</summary>
    public static IReadOnlyList<Regime> All { get; } =
    [
        new(ForkRegime.Bulk, "every VMA is stored into a new tree in bulk (up to 6.7)"),
        new(ForkRegime.V3, "the tree is duplicated; a failure is undone under both mmap locks (2023)")
        {
            Supported = true,
        },
        new(ForkRegime.V68, "a failure is marked in the tree and cleaned up at exit (6.8 to 2025)"),
        new(ForkRegime.V70, "a failure is cleaned up under the locks, with separate limits (2026)"),
    ];

    /// <summary>The name on the command line.</summary>
    public string Name => NameOf(Kind);

    /// <summary>True if it is checked by default.</summary>
    public bool IsDefault => Kind == Default;

    /// <summary>False if it is known but not modelled yet.</summary>
    public bool Supported { get; init; }

    /// <summary>The row of a fork variant.</summary>
    public static Regime Of(ForkRegime kind) => All.Single(row => row.Kind == kind);

    /// <summary>A fork variant's name on the command line.</summary>
    public static string NameOf(ForkRegime kind) => kind.ToString().ToLowerInvariant();
}
