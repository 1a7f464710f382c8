namespace RcuSim.Tests.Properties.Scripts;

/// <content>The writes.</content>
internal sealed partial class CursorModel
{
    /// <summary>Stores a value, or 0, over the range.</summary>
    /// <returns>True if the cursor stands right afterwards; otherwise it has to be reset.</returns>
    public bool Store(ulong value)
    {
        if (!hasNodes)
        {
            return StoreRoot(value);
        }

        var (first, last) = (Index, Last);
        Widen(value);
        var (from, to, _) = Slot(first);
        bool exact = Index == from && Last == to;
        entries.Store(Index, Last, value);
        bool replaces = Index == 0 && Last == Max && !exact;
        hasNodes = !replaces || value != 0;
        State = hasNodes ? "active" : "start";
        Stands = hasNodes;
        return !replaces;
    }

    public ulong Erase()
    {
        if (!hasNodes)
        {
            ulong root = IsDirect && Index == 0 ? entries.Load(0) : 0;
            State = IsDirect ? "root" : "none";
            Stands = false;
            if (root != 0)
            {
                entries.Erase(0);
            }

            return root;
        }

        ulong value = Walk();
        if (value != 0)
        {
            Store(0);
        }

        return value;
    }

    /// <summary>Stores over a range past the cursor, which has to be reset then.</summary>
    public void StoreInTree(ulong first, ulong last, ulong value)
    {
        Set(first, last);
        Store(value);
    }

    private bool StoreRoot(ulong value)
    {
        Stands = false;
        if (value == 0)
        {
            State = IsDirect || State == "root" ? "root" : "none";
            if (Index == 0)
            {
                entries.Erase(0);
            }

            return true;
        }

        entries.Store(Index, Last, value);
        hasNodes = Last > 0;
        State = hasNodes ? "active" : "start";
        Stands = hasNodes;
        return !hasNodes;
    }

    private void Widen(ulong value)
    {
        if (value != 0)
        {
            return;
        }

        var (from, _, there) = Slot(Index);
        if (there == 0)
        {
            Index = from;
        }
        else if (Index == from && Index > 0 && entries.Load(Index - 1) == 0)
        {
            Index = Slot(Index - 1).First;
        }

        var (_, to, end) = Slot(Last);
        if (end == 0)
        {
            Last = to;
        }
        else if (Last == to && Last < Max && entries.Load(Last + 1) == 0)
        {
            Last = Slot(Last + 1).Last;
        }
    }
}
