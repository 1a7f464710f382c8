using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>
/// The store-load order of entering a section: a reader that still sees what was unlinked must have been waited for.
/// Stores that miss every cache delay the reader's announcement, so that without the barrier on its processor the
/// grace period overlooks it within a few thousand tries.
/// </summary>
public sealed class GracePeriodLitmusTests
{
    private const int Lines = 1 << 17;
    private const int WordsPerLine = 8;
    private readonly ulong[] far = new ulong[Lines * WordsPerLine];
    private readonly GracePeriods gracePeriods = new();
    private long linked;
    private long reclaimed;
    private bool stop;

    [Fact]
    public void ASectionThatSeesTheOldStateIsWaitedFor()
    {
        long violations = 0;
        var thread = new Thread(() => violations = Read()) { IsBackground = true };
        thread.Start();
        var end = DateTime.UtcNow.AddSeconds(2);
        while (DateTime.UtcNow < end)
        {
            for (int i = 0; i < 100; i++)
            {
                Volatile.Write(ref linked, linked + 1);
                gracePeriods.Synchronize();
                Volatile.Write(ref reclaimed, linked);
            }
        }

        Volatile.Write(ref stop, true);
        Assert.True(thread.Join(10_000));
        Assert.Equal(0, violations);
    }

    private long Read()
    {
        var reader = gracePeriods.Register();
        long violations = 0;
        uint place = 1;
        while (!Volatile.Read(ref stop))
        {
            for (int i = 0; i < 12; i++)
            {
                place = (place * 1664525) + 1013904223;
                far[(place >> 15) * WordsPerLine] = place;
            }

            reader.Enter();
            long seen = Volatile.Read(ref linked);
            for (int i = 0; i < 20; i++)
            {
                if (Volatile.Read(ref reclaimed) > seen)
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
