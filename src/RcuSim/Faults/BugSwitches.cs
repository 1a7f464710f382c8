using RcuSim.Machine;

namespace RcuSim.Faults;

/// <summary>Asks a machine which bugs are switched on.</summary>
public static class BugSwitches
{
    /// <summary>Observed, with the bug as value, each time the code that a bug breaks runs.</summary>
    public static readonly Site Acts = new("bug", SiteKind.Bug);

    /// <summary>
    /// True if the bug is switched on in this run, and the code that asks now does what is wrong; constant
    /// false on the native machine.
    /// </summary>
    public static bool Has<TMachine>(this TMachine machine, BugSwitch bug)
        where TMachine : struct, IMachine
    {
        if ((machine.Switches & (ulong)bug) == 0)
        {
            return false;
        }

        machine.Observe(Acts, (ulong)bug);
        return true;
    }
}
