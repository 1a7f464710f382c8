using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// What one real thread asks of RCU: sections of domains, each of which it joins when it first enters one,
/// grace periods, callbacks and barriers.
/// </summary>
/// <param name="owner">The world.</param>
/// <param name="thread">The thread.</param>
internal sealed class NativeRcu(NativeSystem owner, NativeThread thread)
{
    private EpochReader?[]? readers;
    private int unreported;

    /// <summary>Its sections of RCU itself.</summary>
    public EpochReader Reader { get; } = owner.GracePeriods.Register();

    /// <summary>Its sections of a domain.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public EpochReader ReaderIn(RcuDomain domain)
    {
        ushort number = RcuDomain.NumberOf(domain);
        readers ??= new EpochReader?[RcuDomain.Limit];
        return readers[number] ??= owner.GracePeriodsOf(number).Register();
    }

    /// <summary>Ends that grace periods look at its sections.</summary>
    public void Unregister()
    {
        owner.GracePeriods.Unregister(Reader);
        for (int domain = 1; domain < readers?.Length; domain++)
        {
            if (readers[domain] is { } reader)
            {
                owner.GracePeriodsOf((ushort)domain).Unregister(reader);
            }
        }
    }

    /// <summary>Waits for a grace period.</summary>
    /// <param name="domain">Whose.</param>
    /// <param name="state">
    /// Unless one has gone by since this state; by default one that is yet to come.
    /// </param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Synchronize(ushort domain, long state = long.MaxValue)
    {
        RefuseInSection(domain);
        var periods = owner.GracePeriodsOf(domain);
        if (!periods.IsOver(state) && !owner.Options.Acts(NativeBug.SkipsGracePeriods))
        {
            periods.Synchronize();
        }
    }

    /// <summary>Takes the state of grace periods, and asks for one if told to.</summary>
    public long TakeState(bool start, ushort domain)
    {
        long state = owner.GracePeriodsOf(domain).State();
        if (start)
        {
            Call(new NativeCallback(RcuFunction.Nothing, 0, domain), domain);
        }

        return state;
    }

    /// <summary>Queues a callback.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Call(NativeCallback callback, ushort domain)
    {
        if (owner.Held is { } held)
        {
            held.Enqueue(callback);
            return;
        }

        var callbacks = owner.CallbacksOf(domain);
        callbacks.Enqueue(callback);
        if (domain != 0)
        {
            callbacks.Report(1, MayPause(domain));
        }
        else if (++unreported == CallbackPump.ReportInterval)
        {
            unreported = 0;
            callbacks.Report(CallbackPump.ReportInterval, MayPause(domain));
        }
    }

    /// <summary>Waits until all callbacks queued before have run.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Barrier(ushort domain)
    {
        RefuseInSection(domain);
        owner.Barrier(thread, domain);
    }

    private bool MayPause(ushort domain) => !IsInSection(domain) && !owner.RunsCallbacks(thread);

    /// <summary>True in a section of RCU itself, in which nobody sleeps, or of a domain.</summary>
    private bool IsInSection(ushort domain) => Reader.Depth != 0 || readers?[domain] is { Depth: not 0 };

    private void RefuseInSection(ushort domain)
    {
        if (IsInSection(domain))
        {
            throw new InvalidOperationException("a wait for a grace period inside a section never ends");
        }
    }
}
