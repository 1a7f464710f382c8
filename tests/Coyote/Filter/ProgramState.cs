using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// Runs the steps of one thread of a random program. A step that makes no sense (to use what the thread does
/// not have) does nothing.
/// </summary>
internal sealed class ProgramState<TMachine>(TMachine machine, ulong world, HandOver handOver)
    where TMachine : struct, IMachine
{
    private readonly ulong mail = world + 16;
    private readonly ulong stableMail = world + 24;
    private readonly ulong spinlock = world + 32;
    private readonly ulong semaphore = world + 40;
    private ulong own;
    private ulong retired;
    private ulong fetched;
    private ulong ownStable;
    private ulong fetchedStable;
    private ulong locked;
    private bool reading;
    private int sections;
    private int turn;

    public void Do(ProgramStep step)
    {
        turn++;
        if (step <= ProgramStep.AddCell)
        {
            UseWord(step);
        }
        else if (step <= ProgramStep.LockFetched)
        {
            UseItem(step);
        }
        else if (step <= ProgramStep.LockToRead)
        {
            UseLock(step);
        }
        else if (step <= ProgramStep.Barrier)
        {
            UseRcu(step);
        }
        else
        {
            UseStable(step);
        }
    }

    /// <summary>Gives up whatever the thread holds.</summary>
    public void End()
    {
        if (locked != 0)
        {
            machine.Unlock(locked, LockMode.Spin);
        }

        if (reading)
        {
            machine.Unlock(semaphore, LockMode.Read);
        }

        for (; sections > 0; sections--)
        {
            machine.RcuLeave();
        }
    }

    private void UseWord(ProgramStep step)
    {
        ulong word = world + ((ulong)(turn & 1) * 8);
        switch (step)
        {
            case ProgramStep.LoadWord:
                machine.Load(word, MemoryOrder.Once);
                break;
            case ProgramStep.StoreWord:
                machine.Store(word, (ulong)turn, MemoryOrder.Once);
                break;
            case ProgramStep.AddWord:
                machine.Add(word, 1, MemoryOrder.Once);
                break;
            case ProgramStep.CompareExchangeWord:
                machine.CompareExchange(word, 0, 7, MemoryOrder.Once, MemoryOrder.Once);
                break;
            default:
                Access(step - ProgramStep.LoadCell, RandomProgram.CellAt(machine, world, turn & 1));
                break;
        }
    }

    private void UseItem(ProgramStep step)
    {
        switch (step)
        {
            case ProgramStep.TakeItem when own == 0:
                own = machine.Allocate(RandomProgram.Item);
                machine.Store(own, 1, MemoryOrder.Once);
                break;
            case ProgramStep.LoadOwn or ProgramStep.StoreOwn or ProgramStep.AddOwn when own != 0:
                Access(step - ProgramStep.LoadOwn, own);
                break;
            case ProgramStep.FreeOwn when own != 0 && own != retired:
                machine.Free(RandomProgram.Item, own);
                own = 0;
                break;
            case ProgramStep.HandOver when own != 0:
                machine.Store(mail, Encode(own), MemoryOrder.Release);
                break;
            case ProgramStep.Fetch:
                fetched = Decode(machine.Load(mail, MemoryOrder.Acquire));
                break;
            case ProgramStep.LoadFetched or ProgramStep.StoreFetched or ProgramStep.AddFetched
                when fetched != 0:
                Access(step - ProgramStep.LoadFetched, fetched);
                break;
            case ProgramStep.LockFetched when fetched != 0 && locked == 0:
                locked = fetched + 8;
                machine.Lock(locked, LockMode.Spin);
                break;
        }
    }

    private void Access(int how, ulong address)
    {
        switch (how)
        {
            case 0:
                machine.Load(address, MemoryOrder.Once);
                break;
            case 1:
                machine.Store(address, (ulong)turn + 10, MemoryOrder.Once);
                break;
            default:
                machine.Add(address, 1, MemoryOrder.Once);
                break;
        }
    }

    private void UseLock(ProgramStep step)
    {
        switch (step)
        {
            case ProgramStep.Lock when locked == 0:
                locked = spinlock;
                machine.Lock(spinlock, LockMode.Spin);
                break;
            case ProgramStep.TryLock when locked == 0:
                locked = machine.TryLock(spinlock, LockMode.Spin) ? spinlock : 0;
                break;
            case ProgramStep.Unlock when locked != 0:
                machine.Unlock(locked, LockMode.Spin);
                locked = 0;
                break;
            case ProgramStep.LockToRead when !reading && locked == 0 && sections == 0:
                reading = true;
                machine.Lock(semaphore, LockMode.Read);
                break;
        }
    }

    private void UseRcu(ProgramStep step)
    {
        bool maySleep = sections == 0 && locked == 0;
        switch (step)
        {
            case ProgramStep.Enter:
                sections++;
                machine.RcuEnter();
                break;
            case ProgramStep.Leave when sections > 0:
                sections--;
                machine.RcuLeave();
                break;
            case ProgramStep.Synchronize when maySleep:
                machine.Synchronize();
                break;
            case ProgramStep.Barrier when maySleep:
                machine.RcuBarrier();
                break;
            case ProgramStep.FreeOwnLater when own != 0 && own != retired:
                machine.CallRcu(1, own, 0);
                retired = own;
                break;
            case ProgramStep.AddToOwnLater when own != 0:
                machine.CallRcu(2, 0, own ^ ulong.MaxValue);
                break;
            case ProgramStep.AddToWordLater:
                machine.CallRcu(3, 0, world);
                break;
        }
    }

    private void UseStable(ProgramStep step)
    {
        switch (step)
        {
            case ProgramStep.TakeStable when ownStable == 0:
                ownStable = machine.Allocate(RandomProgram.Stable);
                machine.Store(ownStable, (ulong)turn, MemoryOrder.Once);
                break;
            case ProgramStep.HandStableOver when ownStable != 0:
                machine.Store(stableMail, ownStable, MemoryOrder.Release);
                break;
            case ProgramStep.FetchStable:
                fetchedStable = machine.Load(stableMail, MemoryOrder.Acquire);
                break;
            case ProgramStep.LoadStable when fetchedStable != 0:
                machine.Load(fetchedStable, MemoryOrder.Once);
                break;
            case ProgramStep.FreeStable when ownStable != 0:
                machine.Store(stableMail, 0, MemoryOrder.Release);
                machine.Free(RandomProgram.Stable, ownStable);
                ownStable = 0;
                break;
        }
    }

    private ulong Encode(ulong address) => handOver switch
    {
        HandOver.Plain => address,
        HandOver.Xor => address ^ ulong.MaxValue,
        HandOver.Shifted => address >> 3,
        _ => (1UL << 63) | ((ulong)SimulatedAddress.Thread(address) << 32)
            | (uint)SimulatedAddress.Ordinal(address),
    };

    private ulong Decode(ulong word) => word == 0 ? 0 : handOver switch
    {
        HandOver.Plain => word,
        HandOver.Xor => word ^ ulong.MaxValue,
        HandOver.Shifted => word << 3,
        _ => SimulatedAddress.Of((byte)(word >> 32), RandomProgram.Item, (int)(uint)word),
    };
}
