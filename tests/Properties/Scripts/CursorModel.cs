using RcuSim.Tests.Properties.Maple;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>
/// Where the operations of one cursor lead, worked out on a list of ranges: no nodes, no walks. A cursor that
/// stands somewhere has the whole slot for its range.
/// </summary>
internal sealed partial class CursorModel
{
    private const ulong Max = ulong.MaxValue;
    private readonly IntervalModel entries = new();
    private bool hasNodes;

    public ulong Index { get; private set; }

    public ulong Last { get; private set; }

    public string State { get; private set; } = "start";

    /// <summary>True if it stands on a slot of a leaf, or did when it ran into a limit.</summary>
    public bool Stands { get; private set; }

    /// <summary>What a step in one direction may not be asked for: it ran into a limit and stands nowhere.
    /// </summary>
    public bool IsStuck => !Stands && State is "overflow" or "underflow";

    private bool IsDirect => !hasNodes && entries.Intervals.Count > 0;

    public void Set(ulong first, ulong last) => (Index, Last, State, Stands) = (first, last, "start", false);

    public void Reset() => (State, Stands) = ("start", false);

    public void Pause() => (State, Stands) = ("pause", false);

    public ulong Walk()
    {
        Stands = hasNodes;
        if (hasNodes)
        {
            State = "active";
            return Take(Index);
        }

        if (IsDirect && Index == 0)
        {
            (Last, State) = (0, "root");
            return entries.Load(0);
        }

        (Index, Last, State) = (IsDirect ? 1UL : 0, Max, "none");
        return 0;
    }

    public ulong Next(ulong max, bool skip)
    {
        if (Last >= max)
        {
            return Stop("overflow");
        }

        bool wasNone = State == "none";
        bool turns = State == "underflow";
        if (!(State is "active" or "root" || (State == "overflow" && Stands)))
        {
            ulong here = Walk();
            if (turns && here != 0)
            {
                return here;
            }
        }

        if (State == "active" || State == "overflow")
        {
            return Up(max, skip);
        }

        if (State == "root")
        {
            (Index, Last, State) = wasNone ? (0UL, 0UL, "root") : (1UL, Max, "none");
        }

        return 0;
    }

    public ulong Previous(ulong min, bool skip)
    {
        if (Index <= min)
        {
            return Stop("underflow");
        }

        bool turns = State == "overflow";
        if (!(State is "active" or "root" || (State == "underflow" && Stands)))
        {
            ulong here = Walk();
            if (turns && here != 0)
            {
                return here;
            }
        }

        return Stands ? Down(min, skip) : IsDirect ? TakeRoot() : 0;
    }

    public ulong Find(ulong max, bool skip)
    {
        switch (State)
        {
            case "active":
                return Last >= max ? 0 : UpToFind(max, skip);
            case "start" when Index > max:
                return 0;
            case "underflow" when Index >= max:
                return Stop("overflow");
            case "pause" or "none" or "overflow" when Last >= max:
                return 0;
            case "pause":
                Index = Last = Last + 1;
                break;
            case "none":
                Index = Last;
                break;
        }

        if (State != "root" && Walk() is var here and not 0)
        {
            return here;
        }

        if (State == "root")
        {
            (Index, Last, State) = (1, Max, "none");
        }

        if (State == "none")
        {
            return 0;
        }

        return Index == max ? 0 : UpToFind(max, skip);
    }

    public ulong FindReverse(ulong min, bool skip)
    {
        switch (State)
        {
            case "active":
                return Index < min ? 0 : Down(min, skip);
            case "start" when Index < min:
                return 0;
            case "pause" or "overflow" or "underflow" when Index <= min:
                return Stop("underflow");
            case "pause":
                Index = Last = Index - 1;
                break;
            case "none" when Index <= min:
                return 0;
            case "overflow" or "underflow":
                return Down(min, skip);
            case "root":
                State = "none";
                return 0;
        }

        if (Walk() is var here and not 0)
        {
            return here;
        }

        return State == "none" ? TakeRoot() : Index < min ? 0 : Down(min, skip);
    }

    private ulong Stop(string state)
    {
        State = state;
        return 0;
    }

    private ulong Up(ulong max, bool skip)
    {
        State = "active";
        while (Last < max)
        {
            ulong value = Take(Last + 1);
            if (value != 0 || !skip)
            {
                return value;
            }
        }

        return Stop("overflow");
    }

    private ulong UpToFind(ulong max, bool skip)
    {
        ulong value = Up(max, skip);
        State = skip ? "active" : State;
        return value;
    }

    private ulong Down(ulong min, bool skip)
    {
        State = "active";
        while (Index > min)
        {
            ulong value = Take(Index - 1);
            if (value != 0 || !skip)
            {
                return value;
            }
        }

        return Stop("underflow");
    }

    private ulong TakeRoot()
    {
        (Index, Last, State) = (0, 0, "root");
        return entries.Load(0);
    }

    private ulong Take(ulong index)
    {
        (Index, Last, ulong value) = Slot(index);
        return value;
    }

    private (ulong First, ulong Last, ulong Value) Slot(ulong index)
    {
        ulong first = 0;
        foreach (var entry in entries.Intervals)
        {
            if (entry.First > index)
            {
                return (first, entry.First - 1, 0);
            }

            if (entry.Last >= index)
            {
                return (entry.First, entry.Last, entry.Value);
            }

            first = entry.Last + 1;
        }

        return (first, Max, 0);
    }
}
