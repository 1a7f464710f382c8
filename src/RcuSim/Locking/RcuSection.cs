using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>
/// An open read-side critical section; disposing of it closes the section. Sections nest.
/// </summary>
public readonly ref struct RcuSection<TMachine> : IDisposable
    where TMachine : struct, IMachine
{
    private readonly TMachine machine;
    private readonly RcuDomain? domain;

    private RcuSection(TMachine machine, RcuDomain? domain) =>
        (this.machine, this.domain) = (machine, domain);

    /// <summary>Opens a section.</summary>
    /// <param name="machine">The machine of the thread that enters it.</param>
    /// <param name="domain">Whose; null for RCU itself.</param>
    [KernelName("rcu_read_lock")]
    public static RcuSection<TMachine> Enter(TMachine machine, RcuDomain? domain = null)
    {
        machine.RcuEnter(domain);
        return new(machine, domain);
    }

    /// <summary>Closes the section.</summary>
    [KernelName("rcu_read_unlock")]
    public void Dispose() => machine.RcuLeave(domain);
}
