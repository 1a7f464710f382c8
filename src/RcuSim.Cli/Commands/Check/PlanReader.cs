using System.CommandLine;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Reads from the words of <c>check</c> how to check, or says what is wrong with them.</summary>
/// <param name="parsed">The words.</param>
/// <param name="options">Which is which.</param>
/// <param name="known">The engines that can be named.</param>
internal sealed class PlanReader(ParseResult parsed, CheckOptions options, IReadOnlyList<Engine> known)
{
    private const long MostSchedules = 1_000_000_000;
    private const string Both = "both";
    private const int MostSeconds = 7 * 24 * 3600;

    /// <summary>What each engine is to do.</summary>
    /// <param name="hunting">True if a bug is switched on.</param>
    public IReadOnlyList<EnginePlan> Read(bool hunting)
    {
        var engines = ReadEngines();
        var whole = ReadBudget();
        return
        [
            .. engines.Select((e, n) => new EnginePlan(e.Engine, e.Strategy, BudgetOf(e.Engine, n)))
                .Where(plan => plan.Budget.Schedules > 0),
        ];

        Budget BudgetOf(Engine engine, int n) =>
            whole?.Share(n, engines.Count) ?? (hunting ? Budget.Hunt : engine.Budget);
    }

    /// <summary>True if both engines are named: then both run, whatever the first one finds.</summary>
    public bool NamesBoth => parsed.GetValue(options.Engine) == Both;

    private List<(Engine Engine, string Strategy)> ReadEngines()
    {
        string chosen = parsed.GetValue(options.Engine) is { } name
            ? Words.Choose("engine", name, known.Select(e => e.Name).Append(Both), word => word)
            : Both;
        List<Engine> engines = [.. known.Where(e => chosen == Both || e.Name == chosen)];
        if (parsed.GetValue(options.Strategy) is not { } wanted)
        {
            return [.. engines.Select(e => (e, e.Strategies[0].Name))];
        }

        var strategies = engines.SelectMany(e => e.Strategies).DistinctBy(s => s.Name);
        string where = engines.Count == 1 ? $"strategy of {engines[0].Name}" : "strategy";
        string strategy = Words.Choose(where, wanted, strategies, s => s.Name).Name;
        return [.. engines.Where(e => e.Strategies.Any(s => s.Name == strategy)).Select(e => (e, strategy))];
    }

    private Budget? ReadBudget()
    {
        string? schedules = parsed.GetValue(options.Schedules), time = parsed.GetValue(options.Time);
        if (schedules is not null && time is not null)
        {
            throw CommandException.Usage("--schedules and --time exclude each other: give one of them");
        }

        return schedules is not null
            ? Budget.OfSchedules(Number.Whole("--schedules", schedules, 1, MostSchedules))
            : time is not null
            ? Budget.OfTime(Number.Seconds("--time", time, MostSeconds))
            : null;
    }
}
