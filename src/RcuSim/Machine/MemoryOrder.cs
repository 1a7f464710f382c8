namespace RcuSim.Machine;

/// <summary>The order an access asks for. Names follow the kernel's memory model.</summary>
public enum MemoryOrder : byte
{
    /// <summary>An ordinary access; racing with another thread is a bug.</summary>
    Plain,

    /// <summary>An ordinary access whose race is intended (<c>data_race()</c>).</summary>
    PlainRacy,

    /// <summary>Single, whole, otherwise unordered (<c>READ_ONCE</c>, <c>WRITE_ONCE</c>).</summary>
    Once,

    /// <summary>Later accesses stay after this load (<c>smp_load_acquire</c>).</summary>
    Acquire,

    /// <summary>Earlier accesses stay before this store (<c>smp_store_release</c>).</summary>
    Release,

    /// <summary>Acquire and release, for read-modify-writes.</summary>
    AcquireRelease,

    /// <summary>Fully ordered on both sides.</summary>
    Full,

    /// <summary>Publishes an initialised object (<c>rcu_assign_pointer</c>); a release.</summary>
    Publish,

    /// <summary>Reads a published pointer (<c>rcu_dereference</c>); orders dependent accesses.</summary>
    Dereference,

    /// <summary>
    /// Later stores stay after this load, because a branch on its value, or the value itself, decides
    /// whether, where or what they store (<c>READ_ONCE</c> with a control or data dependency). Later loads do
    /// not.
    /// </summary>
    Dependency,
}
