using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Coyote.Waiting;

/// <summary>Loops that wait for another thread, each right, and with one mistake.</summary>
internal static class SpinLoops
{
    private static readonly Site first = new("spin test, first loop", SiteKind.Retry);
    private static readonly Site second = new("spin test, second loop", SiteKind.Retry);

    public static BodyScenario TestAndSet(bool broken) => Exclusive(2, (m, c, enter, last) =>
    {
        while (enter && m.Exchange(c[0], 1, Acquire) == 1)
            m.Spin(first);
        if (!enter && !(broken && last))
            m.Store(c[0], 0, Release);
    });

    public static BodyScenario TestAndTestAndSet(bool broken) => Exclusive(2, (m, c, enter, _) =>
    {
        if (!enter)
        {
            m.Store(c[0], 0, Release);
            return;
        }

        while (m.Load(c[0], Acquire) == 1 || (!broken && m.CompareExchange(c[0], 0, 1, Acquire, Once) == 1))
            m.Spin(first);
        if (broken)
            m.Store(c[0], 1, Once);
    });

    public static BodyScenario Ticket(bool broken) => Exclusive(2, (m, c, enter, last) =>
    {
        if (!enter)
        {
            m.Add(c[0], broken && last ? 2UL : 1, Release);
            return;
        }

        ulong ticket = m.Add(c[1], 1, Once);
        while (m.Load(c[0], Acquire) != ticket)
            m.Spin(first);
    });

    public static BodyScenario Peterson(bool broken)
    {
        return new(4, (m, c) => Body(m, c, 0), (m, c) => Body(m, c, 1));

        void Body(TracedMachine m, ulong[] c, int me)
        {
            var (mine, other, turn) = (c[me], c[1 - me], c[2]);
            m.Store(broken ? turn : mine, 1UL - (broken ? (ulong)me : 0), Full);
            m.Store(broken ? mine : turn, broken ? 1UL : 1UL - (ulong)me, Full);
            while (m.Load(other, Acquire) == 1 && m.Load(turn, Acquire) != (ulong)me)
                m.Spin(first);
            Count(m, c[3]);
            m.Store(mine, 0, Release);
        }
    }

    public static BodyScenario Mcs(bool broken)
    {
        return new(4, (m, c) => Body(m, c, 1), (m, c) => Body(m, c, 2));

        void Body(TracedMachine m, ulong[] c, int me)
        {
            ulong tail = c[0], node = c[me], waits = node, next = node + 16;
            m.Store(waits, 1, Once);
            ulong before = m.Exchange(tail, node, AcquireRelease);
            if (before != 0)
            {
                m.Store(before + 16, node, Release);
                while (m.Load(waits, Acquire) == 1)
                    m.Spin(first);
            }

            Count(m, c[3]);
            if (m.Load(next, Acquire) == 0
                && (m.CompareExchange(tail, node, 0, Release, Once) == node || broken))
                return;
            while (m.Load(next, Acquire) == 0)
                m.Spin(second);
            m.Store(m.Load(next, Acquire), 0, Release);
        }
    }

    public static BodyScenario SequenceLock(bool broken) => new(
        3,
        (m, c) =>
        {
            for (ulong i = 1; i <= 2; i++)
            {
                m.Store(c[0], (2 * i) - 1, Once);
                m.Fence(FenceKind.Write);
                m.Store(c[1], i, Once);
                m.Store(c[2], i, Once);
                m.Store(c[0], 2 * i, Release);
            }
        },
        (m, c) =>
        {
            while (true)
            {
                ulong before = m.Load(c[0], Acquire), one = m.Load(c[1], Once), two = m.Load(c[2], Once);
                m.Fence(FenceKind.Read);
                if (before % 2 == 0 && (broken || m.Load(c[0], Once) == before))
                {
                    Assert.Equal(one, two);
                    return;
                }

                m.Spin(first);
            }
        });

    public static BodyScenario TryLocks(bool broken)
    {
        return new(3, (m, c) => Body(m, c, 0, 1), (m, c) => Body(m, c, broken ? 1 : 0, broken ? 0 : 1));

        static void Body(TracedMachine m, ulong[] c, int one, int two)
        {
            while (!m.TryLock(BodyScenario.Lock(c[one]), LockMode.Spin))
                m.Spin(first);
            while (!m.TryLock(BodyScenario.Lock(c[two]), LockMode.Spin))
                m.Spin(second);
            Count(m, c[2]);
            m.Unlock(BodyScenario.Lock(c[two]), LockMode.Spin);
            m.Unlock(BodyScenario.Lock(c[one]), LockMode.Spin);
        }
    }

    public static BodyScenario TwoWords(bool broken) => new(
        2,
        (m, c) =>
        {
            while (m.Load(c[0], Acquire) == 0 || m.Load(c[1], Acquire) == 0)
                m.Spin(first);
        },
        (m, c) => m.Store(c[0], 1, Release),
        (m, c) => m.Store(c[broken ? 0 : 1], 1, Release));

    /// <summary>The flag is set before or after a grace period that has to wait for the loop.</summary>
    public static BodyScenario InSection(bool broken) => new(
        1,
        (m, c) =>
        {
            m.RcuEnter();
            while (m.Load(c[0], Acquire) == 0)
                m.Spin(first);
            m.RcuLeave();
        },
        (m, c) =>
        {
            if (broken)
                m.Synchronize();
            m.Store(c[0], 1, Release);
            m.Synchronize();
        });

    /// <summary>A lock that each turn takes and releases; broken, nobody sets the flag.</summary>
    public static BodyScenario PollUnderLock(bool broken) => new(
        2,
        (m, c) =>
        {
            while (Peek(m, c) == 0)
                m.Spin(first);
        },
        (m, c) =>
        {
            m.Lock(BodyScenario.Lock(c[0]), LockMode.Spin);
            m.Store(c[1], broken ? 0UL : 1, Plain);
            m.Unlock(BodyScenario.Lock(c[0]), LockMode.Spin);
        });

    /// <summary>
    /// A list of marked nodes; each turn unlinks its first, so no turn is fruitless though the loop spins,
    /// and one thread alone may go through all of them.
    /// </summary>
    public static BodyScenario Unlinking()
    {
        return new(5, Prepare, Unlink, Unlink);

        static void Prepare(TracedMachine m, ulong[] c)
        {
            for (int i = 2; i < 5; i++)
                m.Store(c[i], i == 4 ? 0 : c[i + 1], Once);
            m.Store(c[0], c[2], Release);
            m.Store(c[1], 1, Release);
        }

        static void Unlink(TracedMachine m, ulong[] c)
        {
            while (true)
            {
                ulong first = m.Load(c[0], Acquire);
                if (first == 0 && m.Load(c[1], Acquire) == 1)
                    return;
                if (first != 0)
                    m.CompareExchange(c[0], first, m.Load(first, Once), AcquireRelease, Once);
                m.Spin(SpinLoops.first);
            }
        }
    }

    private static ulong Peek(TracedMachine m, ulong[] c)
    {
        m.Lock(BodyScenario.Lock(c[0]), LockMode.Spin);
        ulong seen = m.Load(c[1], Plain);
        m.Unlock(BodyScenario.Lock(c[0]), LockMode.Spin);
        return seen;
    }

    /// <summary>Three threads count under a lock; a plain count shows who was in it together.</summary>
    private static BodyScenario Exclusive(
        int rounds, Action<TracedMachine, ulong[], bool, bool> passes)
    {
        return new(3, Body, Body, Body);

        void Body(TracedMachine m, ulong[] c)
        {
            for (int i = 1; i <= rounds; i++)
            {
                passes(m, c, true, i == rounds);
                Count(m, c[2]);
                passes(m, c, false, i == rounds);
            }
        }
    }

    private static void Count(TracedMachine m, ulong word) => m.Store(word, m.Load(word, Plain) + 1, Plain);
}
