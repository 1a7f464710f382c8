using Microsoft.Coyote.Specifications;
using RcuSim.Machine;
using Xunit.Abstractions;

namespace RcuSim.Tests.Coyote.Rewritten;

/// <summary>
/// The fair read-write semaphore over the parking lot: a writer is alone, readers see no writer, and whoever
/// waits is woken.
/// </summary>
public sealed class SemaphoreTests(ITestOutputHelper output)
{
    private const string Broken = "the lock is ";
    private const string NotAlone = Broken + "held by two threads that exclude each other";
    private const string NotFree = Broken + "not free at the end";
    private const string Sleeps = "Deadlock detected";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Writers_exclude_all_and_nobody_sleeps_for_ever(bool parkAtOnce) =>
        Exploration.IsClean(output, 1, 500, () => Holders(new NativeOptions { ParkAtOnce = parkAtOnce }));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void A_writer_granted_beside_readers_is_found(uint seed) => Exploration.Finds(
        Broken, output, seed, 5000,
        () => Holders(new NativeOptions { ParkAtOnce = true, Bug = NativeBug.GrantsWriterBesideReaders }));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void A_mark_that_overwrites_a_release_is_found(uint seed) => Exploration.Finds(
        Sleeps, output, seed, 5000,
        () => Holders(new NativeOptions { ParkAtOnce = true, Bug = NativeBug.MarksLockByStore }));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void A_hand_over_that_forgets_the_rest_is_found(uint seed) => Exploration.Finds(
        Sleeps, output, seed, 5000,
        () => Holders(new NativeOptions { ParkAtOnce = true, Bug = NativeBug.ForgetsWhoStandsBehind }));

    private static void Holders(NativeOptions options)
    {
        var world = new ExploredWorld(options, defer: true);
        var setup = world.Thread();
        ulong word = setup.Allocate(ExploredWorld.Node);
        setup.Fill(word, 0, 4);
        int readers = 0;
        int writers = 0;
        Exploration.Threads(Read(world.Thread()), Write(world.Thread()), WriteThenRead(world.Thread()));
        Specification.Assert(setup.Load(word, MemoryOrder.Once) == 0, NotFree);
        world.End();

        Action Read(NativeMachine machine) => () =>
        {
            machine.Lock(word, LockMode.Read);
            HoldShared(machine);
            machine.Unlock(word, LockMode.Read);
        };

        Action Write(NativeMachine machine) => () =>
        {
            machine.Lock(word, LockMode.Write);
            HoldAlone(machine);
            machine.Unlock(word, LockMode.Write);
        };

        Action WriteThenRead(NativeMachine machine) => () =>
        {
            machine.Lock(word, LockMode.Write);
            HoldAlone(machine);
            machine.Downgrade(word);
            HoldShared(machine);
            machine.Unlock(word, LockMode.Read);
        };

        void HoldShared(NativeMachine machine)
        {
            readers++;
            Look(machine, writers == 0);
            Look(machine, writers == 0);
            readers--;
        }

        void HoldAlone(NativeMachine machine)
        {
            writers++;
            Look(machine, writers == 1 && readers == 0);
            Look(machine, writers == 1 && readers == 0);
            writers--;
        }

        // The load is where Coyote may switch to another thread.
        void Look(NativeMachine machine, bool good)
        {
            Specification.Assert(good, NotAlone);
            machine.Load(word + 8, MemoryOrder.Once);
        }
    }
}
