namespace RcuSim.Machine;

/// <summary>
/// Sees to it that what a scenario uses has names of its own: of two caches, two sites or two RCU domains
/// that the program has by one name, an execution may use only one. Not for use by two threads at once.
/// </summary>
internal sealed class NamesInUse
{
    private readonly Users<SlabCache> caches = new();
    private readonly Users<Site> sites = new();
    private readonly Users<RcuDomain> domains = new();

    /// <summary>Takes in that a cache is used.</summary>
    /// <exception cref="InvalidOperationException">Another one of its name is in use.</exception>
    public void Admit(SlabCache cache)
    {
        if (cache.HasNamesake && caches.First(cache.Name, cache.Root) is var first && first != cache.Root)
        {
            throw new InvalidOperationException(cache.ClashWith(first));
        }
    }

    /// <summary>Takes in that a site is used.</summary>
    /// <exception cref="InvalidOperationException">Another one of its name is in use.</exception>
    public void Admit(Site site)
    {
        if (site.HasNamesake && sites.First(site.Name, site) is var first && first != site)
        {
            throw new InvalidOperationException(site.ClashWith(first));
        }
    }

    /// <summary>Takes in that a domain is used.</summary>
    /// <exception cref="InvalidOperationException">Another one of its name is in use.</exception>
    public void Admit(RcuDomain domain)
    {
        if (domain.HasNamesake && domains.First(domain.Name, domain) is var first && first != domain)
        {
            throw new InvalidOperationException(domain.ClashWith(first));
        }
    }

    /// <summary>Forgets what bodies used, for another execution after the same setup.</summary>
    public void Restart()
    {
        caches.Restart();
        sites.Restart();
        domains.Restart();
    }

    /// <summary>Who was the first to use each name.</summary>
    private sealed class Users<T>
    {
        private readonly Dictionary<string, T> byName = [];
        private readonly List<string> ofBodies = [];
        private bool inSetup = true;

        public T First(string name, T user)
        {
            if (byName.TryAdd(name, user) && !inSetup)
            {
                ofBodies.Add(name);
            }

            return byName[name];
        }

        public void Restart()
        {
            inSetup = false;
            ofBodies.ForEach(name => byName.Remove(name));
            ofBodies.Clear();
        }
    }
}
