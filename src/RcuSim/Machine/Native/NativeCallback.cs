namespace RcuSim.Machine;

/// <summary>A function to be run after a grace period, as data.</summary>
/// <param name="Function">The function's number, or one of <see cref="RcuFunction"/>.</param>
/// <param name="Retired">The object that was handed over, or 0.</param>
/// <param name="Argument">The word that was given with it.</param>
internal readonly record struct NativeCallback(int Function, ulong Retired, ulong Argument)
{
    /// <summary>True if it does nothing but ask for a grace period.</summary>
    public bool AsksForGracePeriod => Function == RcuFunction.Nothing;

    /// <summary>Runs it on a thread.</summary>
    public void Run(NativeThread thread, RcuRunner<NativeMachine> runner) =>
        RcuFunction.Run(thread.Machine, Function, Retired, Argument, runner);
}
