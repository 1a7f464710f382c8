using static RcuSim.Machine.OperationKind;

namespace RcuSim.Machine;

/// <content>What those who run a body report of it: where it begins and where it ends.</content>
internal readonly partial struct TracedMachine
{
    /// <summary>Reports that a callback begins, once its grace period is over.</summary>
    /// <param name="nth">
    /// 0 for the callback that the thread is; else which of its own calls queued the one that it runs.
    /// </param>
    /// <param name="domain">The number of its domain.</param>
    public void BeginCallback(int nth = 0, ushort domain = 0) =>
        Perform(CallbackBegin, value: (ulong)nth, detail: domain);

    /// <summary>Reports that a callback has run.</summary>
    /// <param name="nth">As for <see cref="BeginCallback"/>.</param>
    /// <param name="domain">As for <see cref="BeginCallback"/>.</param>
    public void EndCallback(int nth = 0, ushort domain = 0) =>
        Perform(CallbackEnd, value: (ulong)nth, detail: domain);

    /// <summary>Blocks until every actor has ended. For the finishing thread alone.</summary>
    public void JoinActors() => Perform(OperationKind.JoinActors);

    /// <summary>Reports the thread's first event.</summary>
    public void Begin() => Perform(OperationKind.Begin);

    /// <summary>Reports the thread's last event.</summary>
    /// <param name="handedOver">An object that other threads can reach from now on; 0 for none.</param>
    public void End(ulong handedOver = 0) => Perform(OperationKind.End, value: handedOver);
}
