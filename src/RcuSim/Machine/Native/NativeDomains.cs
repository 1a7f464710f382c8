namespace RcuSim.Machine;

/// <summary>The RCU domains of a native world, each made when it is first used.</summary>
/// <param name="system">The world.</param>
internal sealed class NativeDomains(NativeSystem system)
{
    private readonly object gate = new();
    private readonly NativeDomain?[] all = new NativeDomain?[RcuDomain.Limit];

    /// <summary>The grace periods of one.</summary>
    public GracePeriods GracePeriodsOf(ushort number) => Of(number).GracePeriods;

    /// <summary>What runs the callbacks of one.</summary>
    public CallbackPump CallbacksOf(ushort number) => Of(number).Callbacks;

    /// <summary>True for the thread that runs the callbacks of one.</summary>
    public bool IsRunBy(ushort number, NativeThread thread) => Of(number).IsRunBy(thread);

    /// <summary>True for a thread that runs the callbacks of one of them.</summary>
    public bool AreRunBy(NativeThread thread) =>
        Array.Exists(all, domain => domain is not null && domain.IsRunBy(thread));

    /// <summary>Lets their callbacks, and those of RCU itself, run until none has queued more.</summary>
    public void Settle(CallbackPump main)
    {
        long before = -1, now = 0;
        while (now != before && Array.Exists(all, domain => domain is not null))
        {
            before = now;
            var others = all.OfType<NativeDomain>().Select(domain => domain.Callbacks);
            CallbackPump[] pumps = [main, .. others];
            Array.ForEach(pumps, pump => pump.Barrier());
            now = pumps.Sum(pump => pump.Done);
        }
    }

    /// <summary>Ends them.</summary>
    public void Complete() => Array.ForEach(all, domain => domain?.Complete());

    private NativeDomain Of(ushort number)
    {
        lock (gate)
        {
            return all[number] ??= Make(number);
        }
    }

    private NativeDomain Make(ushort number)
    {
        var domain = RcuDomain.Find(number)!;
        for (int other = 1; other < all.Length && domain.HasNamesake; other++)
        {
            if (all[other] is not null && RcuDomain.Find(other)!.Name == domain.Name)
            {
                throw new InvalidOperationException(domain.ClashWith(RcuDomain.Find(other)!));
            }
        }

        return new(system, number);
    }
}
