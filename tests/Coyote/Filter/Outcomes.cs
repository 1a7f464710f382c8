using System.Text;
using RcuSim.Exploration;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote;

/// <summary>The ways in which the executions of a program can end.</summary>
internal static class Outcomes
{
    /// <summary>How many executions are made of one program at most.</summary>
    public const int Most = 4000;

    /// <summary>
    /// Those with a scheduling point before every event: of all executions, or of as many as are allowed and
    /// some at random.
    /// </summary>
    public static HashSet<string> Unfiltered(RandomProgram program, int most)
    {
        var outcomes = new HashSet<string>();
        var execution = new OnlineExecution(Options(program, filter: false));
        using var runner = new BatonRunner(execution);
        if (Exhaust(execution, runner, new(), most, outcomes) is null)
        {
            var random = new RandomStrategy();
            for (ulong i = 0; i < (ulong)most; i++)
            {
                execution.Restart(runner, new SplitMix(i));
                outcomes.Add(Of(runner.Run(random, i)));
            }
        }

        return outcomes;
    }

    /// <summary>
    /// Those of all executions with scheduling points where the filter wants them; null if there are too
    /// many.
    /// </summary>
    /// <param name="program">The program.</param>
    /// <param name="hole">
    /// Given what the filter knows, says what it is to know instead: a mistake made on purpose; null for
    /// none.
    /// </param>
    public static HashSet<string>? Filtered(
        RandomProgram program, Func<ConflictSet, ConflictSet>? hole = null)
    {
        var outcomes = new HashSet<string>();
        var execution = new OnlineExecution(Options(program, filter: true));
        using var runner = new BatonRunner(execution);
        var known = Exhaust(execution, runner, points: null, Most, outcomes);
        if (known is null || hole is null)
        {
            return known is null ? null : outcomes;
        }

        outcomes.Clear();
        return Exhaust(execution, runner, hole(known), Most, outcomes) is null ? null : outcomes;
    }

    private static ExecutionOptions Options(RandomProgram program, bool filter) => new()
    {
        Scenario = program,
        LibraryOracles = () => [new Initialisation()],
        Filter = filter,
    };

    /// <summary>
    /// Makes every execution; begins again whenever one shows that more of its events matter.
    /// </summary>
    /// <returns>
    /// What the filter knew in the end; null if there were more executions than are allowed.
    /// </returns>
    private static ConflictSet? Exhaust(
        OnlineExecution execution,
        BatonRunner runner,
        ConflictSet? points,
        int most,
        HashSet<string> outcomes)
    {
        var all = new Exhaustion();
        for (int i = 0; i < most; i++)
        {
            execution.Restart(runner, all, points: points);
            var result = runner.Run(all, 0);
            outcomes.Add(Of(result));
            if (result.Refines)
            {
                all.Clear();
            }
            else if (!all.Advance())
            {
                return result.Conflicts;
            }
        }

        return null;
    }

    /// <summary>What each thread read, and what the words are at the end; or what went wrong.</summary>
    private static string Of(ExecutionResult result)
    {
        if (result.Violation is { } violation)
        {
            return $"{violation.Kind}: {violation.Message}";
        }

        var log = result.History.Log;
        var text = new StringBuilder();
        var events = Enumerable.Range(result.History.Start, log.Count - result.History.Start)
            .Select(i => log[i])
            .Where(item => item.Operation.IsWordAccess || item.Operation.Kind == OperationKind.TryLock)
            .GroupBy(item => item.Thread.Number)
            .OrderBy(group => group.Key);
        foreach (var group in events)
        {
            text.Append($"{group.Key}: {string.Join(' ', group.Select(item => $"{item.Result:x}"))}; ");
        }

        foreach (var state in Enum.GetValues<ObjectState>().Where(state => state != ObjectState.Never))
        {
            foreach (ulong address in result.History.Objects.In(state))
            {
                text.Append($"{address:x} {state} {result.History.Memory[address]:x}; ");
            }
        }

        return text.ToString();
    }
}
