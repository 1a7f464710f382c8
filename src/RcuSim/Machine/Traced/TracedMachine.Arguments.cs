namespace RcuSim.Machine;

/// <content>What callers may give.</content>
internal readonly partial struct TracedMachine
{
    /// <summary>The number of a site. The scenario may use no other of its name.</summary>
    private ushort Number(Site site)
    {
        if (site.HasNamesake)
        {
            thread.Names.Admit(site);
        }

        return site.Number;
    }

    /// <summary>The number of a domain. The scenario may use no other of its name.</summary>
    private ushort Number(RcuDomain? domain)
    {
        if (domain is { HasNamesake: true })
        {
            thread.Names.Admit(domain);
        }

        return RcuDomain.NumberOf(domain);
    }

    private static ulong Count(int words)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(words);
        return (ulong)words;
    }

    private static MemoryOrder OfLoad(MemoryOrder order) => ReleasesAlone(order)
        ? throw new ArgumentOutOfRangeException(nameof(order), order, "a load has nothing to release")
        : order;

    private static MemoryOrder OfFailure(MemoryOrder failure) => ReleasesAlone(failure)
        ? throw new ArgumentOutOfRangeException(
            nameof(failure), failure, "a compare-exchange that fails has nothing to release")
        : failure;

    private static bool ReleasesAlone(MemoryOrder order) =>
        order is MemoryOrder.Release or MemoryOrder.Publish or MemoryOrder.AcquireRelease;

    private static Site Head(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.Kind == SiteKind.Retry
            ? site
            : throw new ArgumentException(
                $"the head of a loop needs a site of kind Retry, {site} is of kind {site.Kind}",
                nameof(site));
    }
}
