using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>The threads of a scenario, by label.</summary>
internal static class ThreadLabels
{
    private const string Callback = "callback ";
    private const string Of = " of ";
    private const int MostCalls = 1_000_000;

    /// <summary>The labels of all threads that run side by side or afterwards, but for callbacks.</summary>
    public static IEnumerable<string> All(Scenario scenario) => Names(scenario).Select(name => name.Label);

    /// <summary>The actors, and which of them are started by others.</summary>
    public static Roster Roster(Scenario scenario) =>
        new([.. scenario.Actors.Select(actor => actor.Label)], scenario.StartedLater);

    /// <summary>The thread of a label, or a callback of one; null if there is none.</summary>
    public static ThreadName? Find(Scenario scenario, string label)
    {
        foreach (var name in Names(scenario))
        {
            if (name.Label == label)
            {
                return name;
            }
        }

        int of = label.IndexOf(Of, StringComparison.Ordinal);
        int n = 0;
        bool isCallback = label.StartsWith(Callback, StringComparison.Ordinal) && of > 0
            && PlainNumber.TryDecimal(label.AsSpan(Callback.Length, of - Callback.Length), MostCalls, out n)
            && n > 0;
        return isCallback && Find(scenario, label[(of + Of.Length)..]) is { } caller
            ? ThreadName.Callback(caller, n)
            : null;
    }

    private static IEnumerable<ThreadName> Names(Scenario scenario) =>
    [
        .. scenario.Actors.Select((actor, i) => ThreadName.Actor(i + 1, actor.Label)),
        ThreadName.Teardown,
    ];
}
