using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>A way in which kernels copied an address space and cleaned up when that failed.</summary>
internal sealed class Regime
{
    /// <summary>The one that is checked by default.</summary>
    public const ForkRegime Default = ForkRegime.V3;

    private Regime(ForkRegime kind, string summary)
    {
        Kind = kind;
        Summary = summary;
    }

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

    /// <summary>The fork variant.</summary>
    public ForkRegime Kind { get; }

    /// <summary>One sentence for lists.</summary>
    public string Summary { get; }

    /// <summary>The name on the command line.</summary>
    public string Name => NameOf(Kind);

    /// <summary>True if it is checked by default.</summary>
    public bool IsDefault => Kind == Default;

    /// <summary>False if it is known but not modelled yet.</summary>
    public bool Supported { get; private init; }

    /// <summary>The row of a fork variant.</summary>
    internal static Regime Of(ForkRegime kind) => All.Single(row => row.Kind == kind);

    /// <summary>A fork variant's name on the command line.</summary>
    public static string NameOf(ForkRegime kind) => kind.ToString().ToLowerInvariant();
}
