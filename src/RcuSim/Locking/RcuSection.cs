using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>
/// An open RCU read-side critical section; disposing of it closes the section. Sections nest.
/// </summary>
public readonly ref struct RcuSection<TMachine> : IDisposable
    where TMachine : struct, IMachine
{
    private readonly TMachine machine;

    private RcuSection(TMachine machine) => this.machine = machine;

    /// <summary>Opens a section.</summary>
    [KernelName("rcu_read_lock")]
    public static RcuSection<TMachine> Enter(TMachine machine)
    {
        machine.RcuEnter();
        return new(machine);
    }

    /// <summary>Closes the section.</summary>
    [KernelName("rcu_read_unlock")]
    public void Dispose() => machine.RcuLeave();
}
