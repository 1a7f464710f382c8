using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// The events of an execution in other linear orders. Kept is the order of each thread, of accesses to one
/// word of which one writes, of what is done to a lock, of sections and grace periods, of calls and barriers,
/// of observations, and whatever a thread had to wait for.
/// </summary>
internal sealed class LinearOrders
{
    private const int Sections = 1;
    private const int Barriers = 2;
    private const int Observations = 3;
    private readonly Event[] events;
    private readonly List<int>[] before;
    private readonly Dictionary<ulong, (int Write, List<int> Reads)> cells = [];
    private readonly Dictionary<(int Group, bool Side), Dictionary<ThreadName, int>> meetings = [];
    private readonly Dictionary<ThreadName, int> starts = [];
    private readonly Dictionary<ThreadName, int> last = [];
    private readonly Dictionary<ThreadName, (int Call, ulong Retired)> calls = [];
    private readonly Dictionary<ThreadName, int> ends = [];
    private readonly Dictionary<ThreadName, List<ThreadName>> barriers = [];

    public LinearOrders(ReadOnlySpan<Event> log)
    {
        events = log.ToArray();
        before = [.. events.Select(_ => new List<int>())];
        for (int i = 0; i < events.Length; i++)
        {
            Connect(i);
            last[events[i].Thread] = i;
        }
    }

    /// <summary>The events in an order that is drawn.</summary>
    public Event[] Draw(Random random)
    {
        int[] open = [.. before.Select(list => list.Count)];
        var after = events.Select(_ => new List<int>()).ToArray();
        for (int i = 0; i < events.Length; i++)
            before[i].ForEach(earlier => after[earlier].Add(i));

        var ready = new List<int>(Enumerable.Range(0, events.Length).Where(i => open[i] == 0));
        var drawn = new List<Event>();
        while (ready.Count > 0)
        {
            int at = random.Next(ready.Count), next = ready[at];
            ready.RemoveAt(at);
            drawn.Add(events[next]);
            ready.AddRange(after[next].Where(later => --open[later] == 0));
        }

        Assert.Equal(events.Length, drawn.Count);
        return [.. drawn];
    }

    private void Connect(int i)
    {
        ref readonly var item = ref events[i];
        ref readonly var operation = ref item.Operation;
        if (last.TryGetValue(item.Thread, out int previous))
            before[i].Add(previous);
        else
            before[i].AddRange(last.GetValueOrDefault(ThreadName.Setup) is > 0 and var end ? [end] : []);
        switch (operation.Kind)
        {
            case >= OperationKind.Load and <= OperationKind.Replace or OperationKind.Await:
                Use(i, operation.Address, item.Operation.MayWrite);
                break;
            case OperationKind.Allocate:
                for (ulong n = 0; item.Result != 0 && n < operation.Operand; n++)
                    UseAll(i, item.Result + (n << SlabCache.Find(operation.Detail)!.Shift), writes: true);
                break;
            case OperationKind.Reuse or OperationKind.Free:
                UseAll(i, operation.Address, writes: true);
                break;
            case OperationKind.Copy:
                UseRange(i, operation.Value, operation.Operand, writes: false);
                UseRange(i, operation.Address, operation.Operand, writes: true);
                break;
            case OperationKind.Fill:
                UseRange(i, operation.Address, operation.Operand, writes: true);
                break;
            case >= OperationKind.LockWait and <= OperationKind.Downgrade:
                Use(i, operation.Address, writes: true);
                break;
            case OperationKind.Observe:
                Meet(i, Observations, true, itself: true);
                break;
            case OperationKind.Start:
                starts[operation.Other] = i;
                break;
            case OperationKind.Begin:
                before[i].AddRange(starts.TryGetValue(item.Thread, out int start) ? [start] : []);
                break;
            case OperationKind.Join:
                before[i].Add(last[operation.Other]);
                break;
            case OperationKind.SpinEnd or OperationKind.JoinActors:
                before[i].AddRange(last.Values);
                break;
            case OperationKind.RcuEnter or OperationKind.RcuLeave:
                Meet(i, Sections, true);
                break;
            default:
                ConnectCallbacks(i);
                break;
        }
    }

    private void ConnectCallbacks(int i)
    {
        ref readonly var item = ref events[i];
        var thread = item.Thread;
        switch (item.Operation.Kind)
        {
            case >= OperationKind.GracePeriodBegin and <= OperationKind.PollState:
                Meet(i, Sections, false);
                break;
            case OperationKind.CallRcu:
                Meet(i, Sections, false);
                Meet(i, Barriers, true);
                calls[ThreadName.Callback(thread, (int)item.Result)] = (i, item.Operation.Address);
                UseAll(i, item.Operation.Address, writes: true);
                break;
            case OperationKind.CallbackBegin when thread.IsCallback:
                Meet(i, Sections, false);
                before[i].Add(calls[thread].Call);
                UseAll(i, calls[thread].Retired, writes: true);
                break;
            case OperationKind.CallbackEnd:
                ends[thread] = i;
                break;
            case OperationKind.BarrierBegin:
                Meet(i, Barriers, false);
                barriers[thread] = [.. calls.Keys];
                break;
            case OperationKind.BarrierEnd:
                before[i].AddRange(
                    barriers[thread].Where(ends.ContainsKey).Select(callback => ends[callback]));
                break;
        }
    }

    private void UseAll(int i, ulong address, bool writes)
    {
        if (!SimulatedAddress.IsAddress(address))
            return;
        UseRange(i, SimulatedAddress.Object(address), 1UL << (SimulatedAddress.Shift(address) - 3), writes);
    }

    private void UseRange(int i, ulong address, ulong words, bool writes)
    {
        for (ulong n = 0; n < words; n++)
            Use(i, address + (n * 8), writes);
    }

    private void Use(int i, ulong cell, bool writes)
    {
        var (write, reads) = cells.GetValueOrDefault(cell, (-1, []));
        if (write >= 0)
            before[i].Add(write);
        if (writes)
            before[i].AddRange(reads.Where(read => read != i));
        if (writes)
            reads = [];
        else
            reads.Add(i);
        cells[cell] = (writes ? i : write, reads);
    }

    /// <summary>What stands on one side keeps its order with what stands on the other.</summary>
    private void Meet(int i, int group, bool side, bool itself = false)
    {
        before[i].AddRange(Side(group, itself ? side : !side).Values);
        Side(group, side)[events[i].Thread] = i;
    }

    private Dictionary<ThreadName, int> Side(int group, bool side)
    {
        if (!meetings.TryGetValue((group, side), out var threads))
            meetings.Add((group, side), threads = []);
        return threads;
    }
}
