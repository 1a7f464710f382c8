using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>Which visible operations are dependent: their order can matter.</summary>
internal static class Dependence
{
    /// <summary>What an operation is about; 0 if its order with others does not matter.</summary>
    public static ulong Key(in Operation operation) => operation.Kind switch
    {
        OperationKind.RcuEnter or (>= OperationKind.GracePeriodBegin and <= OperationKind.PollState)
            or OperationKind.CallRcu or OperationKind.BarrierBegin =>
                operation.Detail == 0 ? 1 : ulong.MaxValue - operation.Detail,
        OperationKind.Begin or OperationKind.Retry or OperationKind.Spin or OperationKind.Allocate => 0,
        _ => operation.Address,
    };

    /// <summary>True if it is dependent on every other of its key, not only on those that write.</summary>
    public static bool Writes(in Operation operation) => operation.Kind switch
    {
        OperationKind.Lock or OperationKind.TryLock => (LockMode)operation.Detail != LockMode.Read,
        OperationKind.Load or OperationKind.Await or OperationKind.RcuEnter => false,
        _ => true,
    };

    /// <summary>True if the order of two operations of different threads can matter.</summary>
    public static bool Between(in Operation one, in Operation other)
    {
        ulong key = Key(one);
        return key != 0 && key == Key(other) && (Writes(one) || Writes(other));
    }
}
