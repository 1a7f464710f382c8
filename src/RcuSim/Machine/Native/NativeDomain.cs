namespace RcuSim.Machine;

/// <summary>
/// The grace periods of one RCU domain in a native world, and its callbacks with the thread that runs them: a
/// pump for each domain, since a section of one may wait for callbacks of another.
/// </summary>
internal sealed class NativeDomain
{
    private readonly NativeThread pumpThread;
    private readonly Task pump;

    /// <summary>Makes a domain, and starts its pump unless callbacks are deferred.</summary>
    /// <param name="system">The world.</param>
    /// <param name="number">The domain's number.</param>
    public NativeDomain(NativeSystem system, ushort number)
    {
        GracePeriods = new GracePeriods(system.Options);
        pumpThread = system.AddThread(atEnd: true);
        Callbacks = new CallbackPump(
            () => pumpThread.Rcu.Synchronize(number),
            callback => system.Run(pumpThread, callback),
            system.Options);
        pump = system.Options.DeferCallbacks ? Task.CompletedTask : Task.Run(Callbacks.RunAsync);
    }

    /// <summary>Its grace periods.</summary>
    public GracePeriods GracePeriods { get; }

    /// <summary>Runs its callbacks, unless they are held.</summary>
    public CallbackPump Callbacks { get; }

    /// <summary>True for the thread that runs its callbacks.</summary>
    public bool IsRunBy(NativeThread thread) => ReferenceEquals(thread, pumpThread);

    /// <summary>Runs all callbacks there are, and ends the pump. No other thread may queue any.</summary>
    public void Complete()
    {
        Callbacks.Complete();
        pump.GetAwaiter().GetResult();
    }
}
