using RcuSim.Machine;

namespace RcuSim.Faults;

/// <summary>Asks a machine which bugs are switched on.</summary>
public static class BugSwitches
{
    /// <summary>True if the bug is switched on in this run; constant false on the native machine.</summary>
    public static bool Has<TMachine>(this TMachine machine, BugSwitch bug)
        where TMachine : struct, IMachine => (machine.Switches & (ulong)bug) != 0;
}
