using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// The order that waiting makes: who waits for everything of a domain that is open now has seen, once the
/// wait is over, whatever came before the end of each. Grace periods wait for read-side critical sections,
/// barriers for callbacks.
/// </summary>
/// <remarks>
/// What opens after a wait began is nothing to it, wherever its end lies in the log. Things that are open
/// twice are one.
/// </remarks>
internal sealed class WaitClocks : IReversible
{
    private readonly ReversibleMap<Wait> waits = new();
    private readonly ReversibleList<ulong> unfinished = new();
    private readonly ReversibleList<ulong> open = new();
    private readonly ReversibleItems<VectorClock> closed = new(1);

    /// <summary>The names of what is open.</summary>
    public ReadOnlySpan<ulong> Opened => open.Items;

    /// <summary>
    /// The name of something of a thread in a domain: of the n-th thing from 1, or of its only one.
    /// </summary>
    public static ulong Name(ushort domain, ThreadName thread, int nth = 0) =>
        ((ulong)domain << 48) | ((ulong)thread.Number << 32) | (uint)nth;

    /// <summary>The name of a wait that many may see the end of, each as often as it likes.</summary>
    /// <param name="domain">The number of its domain.</param>
    /// <param name="value">Any number below 2^48.</param>
    public static ulong Shared(ushort domain, ulong value) => (1UL << 56) | ((ulong)domain << 48) | value;

    /// <summary>Whose a thing is, by its name.</summary>
    public static ushort ThreadOf(ulong name) => (ushort)(name >> 32);

    /// <summary>The number of the domain of a thing, by its name.</summary>
    public static int DomainOf(ulong name) => (byte)(name >> 48);

    /// <summary>Something opens.</summary>
    /// <param name="thing">Its name.</param>
    public void Open(ulong thing) => open.Change().Add(thing);

    /// <summary>Something closes.</summary>
    /// <param name="thing">Its name.</param>
    /// <param name="now">What comes before its end.</param>
    public void Close(ulong thing, VectorClock now)
    {
        open.Change().Remove(thing);
        if (open.Items.Contains(thing))
        {
            return;
        }

        closed.Change(DomainOf(thing)).Join(now);
        for (int i = unfinished.Count - 1; i >= 0; i--)
        {
            ulong key = unfinished[i];
            if (!waits.Find(key)!.For.Contains(thing))
            {
                continue;
            }

            var wait = waits.Change(key);
            wait.For.RemoveAll(other => other == thing);
            wait.Ended.Join(now);
            if (wait.For.Count == 0)
            {
                unfinished.Change().RemoveAt(i);
            }
        }
    }

    /// <summary>A wait begins, for what is open now in its domain.</summary>
    /// <param name="key">Its name, which may be used again once it is over.</param>
    /// <param name="now">What comes before it; null if that is handed on to nobody.</param>
    public void Begin(ulong key, VectorClock? now)
    {
        var wait = waits.Change(key);
        wait.Begun.CopyFrom(now);
        wait.Ended.CopyFrom(closed.Find(DomainOf(key)));
        wait.For.Clear();
        foreach (ulong thing in open.Items)
        {
            if (DomainOf(thing) == DomainOf(key))
            {
                wait.For.Add(thing);
            }
        }

        if (wait.For.Count > 0 && !unfinished.Items.Contains(key))
        {
            unfinished.Change().Add(key);
        }
    }

    /// <summary>What came before the beginning of a wait, and before the end of what it waited for; nothing
    /// for one that never began.</summary>
    public (VectorClock? Begun, VectorClock? Ended) Of(ulong key) =>
        waits.Find(key) is { } wait ? (wait.Begun, wait.Ended) : default;

    /// <inheritdoc/>
    public void Mark()
    {
        waits.Mark();
        unfinished.Mark();
        open.Mark();
        closed.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        waits.BackTo(mark);
        unfinished.BackTo(mark);
        open.BackTo(mark);
        closed.BackTo(mark);
    }

    private sealed class Wait : Versioned<Wait>
    {
        /// <summary>What came before it began.</summary>
        public VectorClock Begun { get; } = new();

        /// <summary>What came before the end of what it waits for, as far as that has ended.</summary>
        public VectorClock Ended { get; } = new();

        /// <summary>The names of what it still waits for.</summary>
        public List<ulong> For { get; } = [];

        /// <inheritdoc/>
        public override void CopyFrom(Wait? other)
        {
            Begun.CopyFrom(other?.Begun);
            Ended.CopyFrom(other?.Ended);
            For.Clear();
            For.AddRange(other?.For ?? []);
        }
    }
}
