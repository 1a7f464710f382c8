using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>The threads of a scenario, by label and by number.</summary>
internal static class ThreadLabels
{
    /// <summary>The labels of all threads that run side by side or afterwards.</summary>
    public static IEnumerable<string> All(Scenario scenario) => Names(scenario).Select(name => name.Label);

    /// <summary>A thread's label.</summary>
    public static string Of(Scenario scenario, byte number) =>
        Names(scenario).First(name => name.Number == number).Label;

    /// <summary>The number of the thread of a label; null if there is none.</summary>
    public static byte? Find(Scenario scenario, string label)
    {
        foreach (var name in Names(scenario))
        {
            if (name.Label == label)
            {
                return name.Number;
            }
        }

        return null;
    }

    private static IEnumerable<ThreadName> Names(Scenario scenario) =>
    [
        .. scenario.Actors.Select((actor, i) => ThreadName.Actor(i + 1, actor.Label)),
        ThreadName.Callbacks,
        ThreadName.Teardown,
    ];
}
