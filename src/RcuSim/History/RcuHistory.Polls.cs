using RcuSim.Machine;

namespace RcuSim.History;

/// <content>States of grace periods, and whether one has gone by since.</content>
internal sealed partial class RcuHistory
{
    private readonly ReversibleList<PolledState> states = new();

    /// <summary>How many states were taken.</summary>
    public int States => states.Count;

    /// <summary>
    /// Whether a grace period has gone by since a state was taken: yes once one that began since then is
    /// over, no while a section is open that was open then; in between null, for it may have.
    /// </summary>
    /// <param name="state">The state; 0 for one long ago.</param>
    /// <param name="domain">The number of its domain.</param>
    /// <exception cref="ArgumentException">No such state was taken.</exception>
    public bool? HasElapsed(ulong state, ushort domain)
    {
        if (state == 0)
        {
            return true;
        }

        var taken = states[Find(state, domain)];
        return taken.IsOver ? true : AreOver(taken.Readers) ? null : false;
    }

    /// <summary>True if a poll answers yes now, or will after some time whatever other threads do.</summary>
    public bool WillElapse(ulong state, ushort domain) => HasElapsed(state, domain) switch
    {
        true => true,
        false => false,
        null => states[Find(state, domain)].Starts,
    };

    /// <summary>The sections that were open when a state was taken.</summary>
    public IReadOnlyList<ReadSection> ReadersAt(ulong state, ushort domain) =>
        state == 0 ? [] : states[Find(state, domain)].Readers;

    /// <summary>
    /// A thread that waited for a state by polling it has seen that a grace period went by.
    /// </summary>
    internal void Elapse(ulong state, ushort domain)
    {
        if (state != 0 && WillElapse(state, domain))
        {
            ElapseBefore(Find(state, domain) + 1, domain);
        }
    }

    private void TakeState(in Event item) => states.Change().Add(new(
        item.Result,
        item.Operation.Detail,
        item.Operation.Value != 0,
        OpenSections(item.Operation.Detail),
        IsOver: false));

    private void TakePoll(in Event item)
    {
        ref readonly var operation = ref item.Operation;
        if (item.Result != 0 && operation.Value != 0)
        {
            ElapseBefore(Find(operation.Value, operation.Detail) + 1, operation.Detail);
        }
    }

    /// <summary>A grace period is over that began when that many states had been taken.</summary>
    private void ElapseBefore(int count, ushort domain)
    {
        for (int i = 0; i < count; i++)
        {
            if (states[i] is { IsOver: false } state && state.Domain == domain)
            {
                states.Change()[i] = state with { IsOver = true };
            }
        }
    }

    private int Find(ulong state, ushort domain)
    {
        for (int i = 0; i < states.Count; i++)
        {
            if (states[i].Name == state && states[i].Domain == domain)
            {
                return i;
            }
        }

        throw new ArgumentException(
            $"no state {state} of grace periods{RcuDomain.Suffix(domain)} was ever taken", nameof(state));
    }
}
