namespace RcuSim.Machine;

/// <summary>The numbers that stand for functions which run after a grace period.</summary>
internal static class RcuFunction
{
    /// <summary>Gives the object back to the cache whose number is the argument.</summary>
    public const int Free = 0;

    /// <summary>Does nothing: it asks for a grace period of the domain whose number is the argument. On the
    /// native machine alone.</summary>
    public const int Nothing = -1;

    /// <summary>Wakes whoever waits for the callbacks before it. On the native machine alone.</summary>
    public const int Barrier = -2;

    /// <summary>Runs a callback: what there is for all programs here, else by a program's runner.</summary>
    public static void Run<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument, RcuRunner<TMachine> runner)
        where TMachine : struct, IMachine
    {
        if (function == Free)
        {
            machine.Free(SlabCache.Find((int)argument)!, retired);
        }
        else if (function != Nothing)
        {
            runner(machine, function, retired, argument);
        }
    }

    /// <summary>A function's number, if it is one.</summary>
    public static int Checked(int function) => function >= 1
        ? function
        : throw new ArgumentOutOfRangeException(
            nameof(function), $"the number of an RCU callback's function is 1 or more, and not {function}");
}
