using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>
/// The store-load order of entering a section: a reader that still sees what was unlinked must have been
/// waited for. Stores that miss every cache delay the reader's announcement, so that without the barrier on
/// its processor the grace period overlooks it within a few thousand tries.
/// </summary>
public sealed class GracePeriodLitmusTests
{
    private const int Lines = 1 << 20;
    private const int WordsPerLine = 8;
    private const int Linked = 4 * WordsPerLine;
    private const int Reclaimed = 8 * WordsPerLine;
    private readonly ulong[] far = new ulong[Lines * WordsPerLine];
    private readonly GracePeriods gracePeriods = new(new NativeOptions());
    private readonly long[] shared = new long[12 * WordsPerLine];
    private bool stop;

    [Fact]
    public void A_section_that_sees_the_old_state_is_waited_for()
    {
        long violations = 0;
        var thread = new Thread(() => violations = Read()) { IsBackground = true };
        thread.Start();
        var end = DateTime.UtcNow.AddSeconds(2);
        while (DateTime.UtcNow < end)
        {
            for (int i = 0; i < 100; i++)
            {
                Volatile.Write(ref shared[Linked], shared[Linked] + 1);
                gracePeriods.Synchronize();
                Volatile.Write(ref shared[Reclaimed], shared[Linked]);
            }
        }

        Volatile.Write(ref stop, true);
        Assert.True(thread.Join(60_000));
        Assert.Equal(0, violations);
    }

    private long Read()
    {
        var reader = gracePeriods.Register();
        long violations = 0;
        uint place = 1;
        while (!Volatile.Read(ref stop))
        {
            for (int i = 0; i < 40; i++)
            {
                place = (place * 1664525) + 1013904223;
                far[(place >> 12) * WordsPerLine] = place;
            }

            reader.Enter();
            long seen = Volatile.Read(ref shared[Linked]);
            for (int i = 0; i < 300; i++)
            {
                if (Volatile.Read(ref shared[Reclaimed]) > seen)
                {
                    violations++;
                    break;
                }
            }

            reader.Leave();
        }

        gracePeriods.Unregister(reader);
        return violations;
    }
}
