namespace RcuSim.Machine;

/// <summary>How a native thread passes the time when what it waits for has nobody to wake it.</summary>
internal static class Backoff
{
    private const int SpinningTurns = 10;
    private const int YieldingTurns = 40;
    private const int TurnsBeforeYield = 64;
    private const int ShortSpins = 4;

    /// <summary>
    /// Spins for the first turns, twice as long each time; then gives its time slice away; then sleeps a
    /// millisecond a turn.
    /// </summary>
    /// <param name="turns">How many turns were waited so far; counted here.</param>
    public static void Pause(ref int turns)
    {
        if (turns < SpinningTurns && Environment.ProcessorCount > 1)
        {
            Thread.SpinWait(1 << turns);
        }
        else if (turns < YieldingTurns)
        {
            Thread.Yield();
        }
        else
        {
            Thread.Sleep(1);
        }

        turns = Math.Min(turns + 1, YieldingTurns);
    }

    /// <summary>
    /// As <see cref="Pause"/>, but never sleeps, and never spins for long: a turn may be the only one. After
    /// it has given its time slice away it starts over.
    /// </summary>
    /// <param name="turns">How many turns were waited so far; counted here.</param>
    public static void Spin(ref int turns)
    {
        if (turns < TurnsBeforeYield && Environment.ProcessorCount > 1)
        {
            Thread.SpinWait(1 << Math.Min(turns, ShortSpins));
            turns++;
        }
        else
        {
            Thread.Yield();
            turns = 0;
        }
    }
}
