using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>A thread of one process.</summary>
/// <param name="label">What people call it.</param>
/// <param name="process">The process.</param>
internal abstract class ProcessActor(string label, Process process) : Actor(label)
{
    /// <inheritdoc/>
    public sealed override void Run<TMachine>(TMachine machine, ulong world)
    {
        var mm = Find(new Stage<TMachine>(machine, world));
        if (mm.Exists)
        {
            Run(mm);
        }
    }

    /// <summary>What it does.</summary>
    protected abstract void Run<TMachine>(MmStruct<TMachine> mm)
        where TMachine : struct, IMachine;

    private MmStruct<TMachine> Find<TMachine>(Stage<TMachine> stage)
        where TMachine : struct, IMachine
    {
        if (process == Process.Child)
        {
            stage.AwaitFork();
            return stage.Child;
        }

        return process == Process.Parent ? stage.Parent : stage.Other;
    }
}
