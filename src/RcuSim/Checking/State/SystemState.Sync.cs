using RcuSim.Machine;

namespace RcuSim.Checking;

/// <content>Locks, read sections, grace periods and callbacks.</content>
public sealed partial class SystemState
{
    private ulong UseLock(SimulatedThread thread, in Operation operation, int position)
    {
        ulong address = operation.Address;
        if (!MayAccess(thread, operation, address, position))
        {
            return 0;
        }

        var state = Locks[address];
        var mode = (LockMode)operation.Detail;
        if (Objects[address].Shared && operation.Kind is OperationKind.Lock or OperationKind.TryLock)
        {
            Conflicts.Access(thread.Name.Number, address, write: mode != LockMode.Read);
        }

        switch (operation.Kind)
        {
            case OperationKind.Lock:
                state.Take(thread, mode);
                return 0;
            case OperationKind.TryLock when state.Queue.Count > 0 || !state.IsFree(thread, mode):
                return 0;
            case OperationKind.TryLock:
                state.Take(thread, mode);
                return 1;
            default:
                bool held = operation.Kind == OperationKind.Unlock
                    ? state.Drop(thread, mode)
                    : state.Downgrade(thread);
                if (!held)
                {
                    Report(Misuse(thread, operation, position));
                }

                CountWrite(thread);
                return 0;
        }
    }

    private Violation Misuse(SimulatedThread thread, in Operation operation, int position) => new(
        ViolationKind.LockMisuse,
        $"{thread.Name} gives back a lock that it does not hold: {Name(operation.Address)}.",
        [$"{thread.Name}: {EventText.Of(operation, 0, this)}"],
        position);

    private ulong UseRcu(SimulatedThread thread, in Operation operation, int position)
    {
        switch (operation.Kind)
        {
            case OperationKind.RcuEnter:
                Conflicts.Access(thread.Name.Number, 0, ConflictSet.GracePeriods, write: false);
                Rcu.Enter(thread);
                return 0;
            case OperationKind.RcuLeave:
                if (!Rcu.Leave(thread))
                {
                    Report(new(
                        ViolationKind.LockMisuse,
                        $"{thread.Name} leaves a read section it is not in.",
                        [],
                        position));
                }

                return 0;
            case OperationKind.GracePeriodBegin:
                if (operation.Value != 0 && Rcu.HasElapsedForCurrent())
                {
                    return 0;
                }

                Conflicts.Access(thread.Name.Number, 0, ConflictSet.GracePeriods, write: true);
                Rcu.Begin(thread, position);
                return 1;
            case OperationKind.GracePeriodEnd:
                Rcu.End(thread, position);
                return 0;
            case OperationKind.CallRcu:
                Retire(thread, operation, position);
                return (ulong)Rcu.Queue(operation.Detail, operation.Value, operation.Operand, position);
            case OperationKind.TakeCallback:
                return (ulong)Rcu.Take().Function;
            case OperationKind.CallbackWord:
                return operation.Value == 0 ? Rcu.Current.First : Rcu.Current.Second;
            default:
                Rcu.Complete();
                return 0;
        }
    }

    private void Retire(SimulatedThread thread, in Operation operation, int position)
    {
        ulong target = operation.Value;
        if (!Objects.IsPointer(target))
        {
            return;
        }

        ref var record = ref Objects[target];
        if (record.State != ObjectState.Allocated)
        {
            string again = $"{thread.Name}:{thread.NextIndex} {EventText.Of(operation, 0, this)}";
            Report(ChainReport.DoubleCallback(thread, target, this, position, again));
            return;
        }

        record.State = ObjectState.Retired;
        record.RetiredAt = position;
    }
}
