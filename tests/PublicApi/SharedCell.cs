using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>A value that readers find under RCU and writers replace under a spinlock.</summary>
internal readonly struct SharedCell<TMachine>(TMachine machine, ulong address, CellBug bug = CellBug.None)
    where TMachine : struct, IMachine
{
    /// <summary>The number of the callback that frees a version.</summary>
    public const int FreeVersion = 1;

    private ulong LockWord => address + 8;

    public static ulong Create(TMachine machine)
    {
        ulong cell = machine.Allocate(CellWords.Cell);
        machine.Store(cell + 8, 0, MemoryOrder.Plain);
        machine.Store(cell, NewVersion(machine, 1), MemoryOrder.Plain);
        return cell;
    }

    /// <summary>Reads the value.</summary>
    public ulong Read()
    {
        ulong value;
        using (RcuSection<TMachine>.Enter(machine))
        {
            OperationSpan.BeginOperation(machine, CellWords.Reading, address);
            value = machine.Load(machine.Load(address, MemoryOrder.Dereference), MemoryOrder.Plain);
            if (bug != CellBug.LeavesEarly)
            {
                machine.Observe(CellWords.Saw, value);
            }

            OperationSpan.EndOperation(machine, CellWords.Reading);
        }

        if (bug == CellBug.LeavesEarly)
        {
            machine.Observe(CellWords.Saw, value);
        }

        return value;
    }

    /// <summary>Adds one to the value.</summary>
    public Errno Increment()
    {
        if (machine.Fails(CellWords.Refused))
        {
            return Errno.NoMemory;
        }

        using LockGuard<TMachine> held =
            bug == CellBug.SkipsTheLock ? default : new SpinLock<TMachine>(machine, LockWord).Lock();
        ulong step = bug == CellBug.CountsDown ? ulong.MaxValue : 1;
        ulong old = machine.Load(address, MemoryOrder.Once);
        ulong next = NewVersion(machine, machine.Load(old, MemoryOrder.Plain) + step);
        machine.Store(address, next, MemoryOrder.Publish);
        if (bug == CellBug.FreesAtOnce)
        {
            machine.Free(CellWords.Version, old);
        }
        else
        {
            machine.CallRcu(FreeVersion, old);
        }

        return Errno.None;
    }

    /// <summary>Frees the cell; nobody uses it any more.</summary>
    public void Destroy()
    {
        machine.RcuBarrier();
        machine.Free(CellWords.Version, machine.Load(address, MemoryOrder.Plain));
        machine.Free(CellWords.Cell, address);
    }

    private static ulong NewVersion(TMachine machine, ulong value)
    {
        ulong version = machine.Allocate(CellWords.Version);
        machine.Store(version, value, MemoryOrder.Plain);
        return version;
    }
}
