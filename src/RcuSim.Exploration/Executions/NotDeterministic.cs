using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>How it is said that a scenario does not do the same when it runs again.</summary>
internal static class NotDeterministic
{
    private const string Causes = "A body, an oracle and a setup may depend on nothing but what the machine "
        + "answers; usual causes are a static or captured variable, a clock, a random number, and the order "
        + "of a hash table";

    /// <summary>The exception.</summary>
    /// <param name="difference">The first difference.</param>
    public static ScenarioException Because(string difference) =>
        new($"not deterministic: {difference}. {Causes}.");

    /// <summary>The first event in which an execution that ran again differs; null if none does.</summary>
    /// <param name="before">The events then.</param>
    /// <param name="again">The execution now.</param>
    public static string? Difference(IReadOnlyList<Event> before, ExecutionHistory again)
    {
        int common = Math.Min(before.Count, again.Log.Count);
        for (int i = 0; i < common; i++)
        {
            if (!IsSame(before[i], again.Log[i]))
            {
                return Differs(before[i], $"it is {Text(again.Log[i])} of {again.Log[i].Thread}");
            }
        }

        return before.Count > common ? Differs(before[common], "it does not come")
            : again.Log.Count > common ? Differs(again.Log[common], "it is new")
            : null;

        static bool IsSame(in Event one, in Event other) => one.Id == other.Id && one.Result == other.Result
            && one.Operation.IsSameAs(other.Operation);

        string Differs(in Event item, string now) =>
            $"event {item.Index} of thread {item.Thread} differs: it was {Text(item)}; "
            + $"when the schedule ran again, {now}";

        string Text(in Event item) => EventText.Of(item.Operation, item.Result, again);
    }
}
