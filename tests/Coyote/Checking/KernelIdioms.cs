using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// What the kernel writes with no stronger order than it needs: correct by an order that sequential
/// consistency does not show, and wrong without it.
/// </summary>
internal static class KernelIdioms
{
    private const ulong Value = 16;
    private const ulong Slots = 2;
    private static readonly Site full = new("the ring is full", SiteKind.Retry);
    private static readonly Site empty = new("the ring is empty", SiteKind.Retry);

    /// <summary>
    /// <c>list_add_rcu</c> and <c>list_del_rcu</c> beside a reader. The deleter moves a pointer to a node
    /// that another filled, by a store that orders nothing: the lock that both held does
    /// (po-unlock-lock-po).
    /// </summary>
    public static BodyScenario List(bool deletesUnlocked = false, bool publishesFirst = false)
    {
        return new(3, Add, Delete, Read);

        void Add(TracedMachine m, ulong[] c)
        {
            m.Lock(BodyScenario.Lock(c[0]), LockMode.Spin);
            m.Store(c[1] + Value, 1, Plain);
            m.Store(c[0], c[1], Publish);
            if (publishesFirst)
                m.Store(c[1], c[2], Publish);
            m.Store(c[2] + Value, 2, Plain);
            if (!publishesFirst)
                m.Store(c[1], c[2], Publish);
            m.Unlock(BodyScenario.Lock(c[0]), LockMode.Spin);
        }

        void Delete(TracedMachine m, ulong[] c)
        {
            if (!deletesUnlocked)
                m.Lock(BodyScenario.Lock(c[0]), LockMode.Spin);
            ulong first = m.Load(c[0], Once);
            if (first != 0)
                m.Store(c[0], m.Load(first, Once), Once);
            if (!deletesUnlocked)
                m.Unlock(BodyScenario.Lock(c[0]), LockMode.Spin);
        }

        static void Read(TracedMachine m, ulong[] c)
        {
            m.RcuEnter();
            for (ulong node = m.Load(c[0], Dereference); node != 0; node = m.Load(node, Dereference))
                m.Load(node + Value, Plain);
            m.RcuLeave();
        }
    }

    /// <summary>
    /// A ring of two slots with one producer and one consumer. The producer fills a slot because of the tail
    /// that it read: a control dependency.
    /// </summary>
    public static BodyScenario Ring(MemoryOrder tail = Dependency, MemoryOrder head = Release)
    {
        return new(3, Produce, Consume);

        void Produce(TracedMachine m, ulong[] c)
        {
            for (ulong i = 0; i < 4; i++)
            {
                while (i - m.Load(c[1], tail) >= Slots)
                    m.Spin(full);
                m.Store(Slot(c, i), i, Plain);
                m.Store(c[0], i + 1, head);
            }
        }

        static void Consume(TracedMachine m, ulong[] c)
        {
            for (ulong i = 0; i < 4; i++)
            {
                while (m.Load(c[0], Acquire) == i)
                    m.Spin(empty);
                m.Load(Slot(c, i), Plain);
                m.Store(c[1], i + 1, Release);
            }
        }
    }

    private static ulong Slot(ulong[] cells, ulong number) => cells[2] + Value + (number % Slots * 8);
}
