namespace RcuSim.Exploration;

/// <summary>One of the baton engine's strategies.</summary>
/// <param name="Name">The name used on the command line.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Make">Makes one.</param>
internal sealed record BatonStrategy(string Name, string Summary, Func<IStrategy> Make)
{
    /// <summary>All of them; the first is the default.</summary>
    public static IReadOnlyList<BatonStrategy> All { get; } =
    [
        new("portfolio", "random, pos and pct of depth 1 to 4 by turns", Portfolio),
        new("random", "uniform among the threads that can run", () => new RandomStrategy()),
        new(
            "pos",
            "priorities of operations, drawn anew after a conflict",
            () => new OrderSamplingStrategy()),
        new("pct", "priorities with two change points", () => new PctStrategy(3)),
    ];

    /// <summary>
    /// Each finds what others miss; docs/engines.md has figures. Where no thread is interrupted few orders
    /// are possible, so that comes up least.
    /// </summary>
    private static PortfolioStrategy Portfolio()
    {
        IStrategy[] often =
        [
            new RandomStrategy(), new OrderSamplingStrategy(), new PctStrategy(2), new PctStrategy(3),
            new PctStrategy(4),
        ];
        return new([.. often, .. often, new PctStrategy(1)]);
    }

    /// <summary>Makes the strategy of a name.</summary>
    public static IStrategy Create(string name) => All.First(s => s.Name == name).Make();
}
