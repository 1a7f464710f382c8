using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Simulation;

namespace RcuSim.Exploration;

/// <summary>
/// Runs the bodies of an execution that has ended once more, one after the other, with the answers that they
/// had: whatever they ask for that they did not ask for then, they have not from the machine.
/// </summary>
/// <param name="options">What ran.</param>
/// <param name="slots">The threads.</param>
/// <param name="history">The execution.</param>
/// <param name="pulse">Notices a body that does not come back.</param>
/// <param name="interrupted">True once nobody waits for the outcome any more.</param>
internal sealed class BodyRerun(
    ExecutionOptions options,
    ThreadSlots slots,
    ExecutionHistory history,
    Pulse pulse,
    Func<bool> interrupted)
{
    private const int Regular = 1000;

    /// <summary>True for the executions that are checked: the 1st, 2nd, 4th, 8th …, then every 1,000th.
    /// </summary>
    public static bool IsDue(long execution) => execution < Regular
        ? (execution & (execution - 1)) == 0
        : execution % Regular == 0;

    /// <summary>Runs them, until the end or an interruption.</summary>
    /// <exception cref="ScenarioException">One of them did not do the same.</exception>
    public void Check()
    {
        foreach (var slot in slots.All)
        {
            if (!slot.IsForCallbacks)
            {
                Refuse(Differs(slot));
            }
        }

        foreach (var callback in history.Rcu.Callbacks)
        {
            if (callback.BeganAt >= history.Start && slots.Vacant is { } slot)
            {
                slot.Take(callback);
                Refuse(Differs(slot));
                slot.End();
            }
        }
    }

    private static void Refuse(string? difference)
    {
        if (difference is not null)
        {
            throw NotDeterministic.Because(difference);
        }
    }

    private string? Differs(ThreadSlot slot)
    {
        if (interrupted())
        {
            return null;
        }

        var name = slot.Thread.Name;
        var recorded = new RerunEngine(history.Log, name) { IsAbandoned = interrupted };
        IEngine engine = options.Weakening is { } weakening
            ? new WeakenedOrders(recorded, weakening, history)
            : recorded;
        string end = "it returned";
        pulse.Leave(slot);
        try
        {
            slot.Run(new(name, options.Bugs.Bits) { Engine = engine, Roster = slot.Thread.Roster });
        }
        catch (Exception thrown)
        {
            end = $"it threw {thrown.GetType().Name}";
        }
        finally
        {
            pulse.Enter();
        }

        if (recorded.Expected is not { } expected || interrupted())
        {
            return null;
        }

        string then = EventText.Of(expected.Operation, expected.Result, history);
        string now = recorded.Asked is not { } asked ? end
            : asked.Kind is OperationKind.End or OperationKind.CallbackEnd ? "it returned"
            : $"it asked for {EventText.Of(asked, expected.Result, history)}";
        return $"event {expected.Index} of thread {name} differs: it was {then}; when the body ran again "
            + $"with the same answers, {now}";
    }
}
