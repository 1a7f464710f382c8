using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Checking;

/// <summary>
/// A node that has stayed in the tree names a parent that has not: its writer has yet to give it its new
/// one. Until then every climb from it meets a dead node, so a cursor that has to climb there starts over in
/// vain.
/// </summary>
/// <param name="Node">The address of the node, whose first word is the link; 0 for none.</param>
/// <param name="Link">The link it had when the cursor climbed.</param>
public readonly record struct AwaitedParent(ulong Node, ulong Link)
{
    /// <summary>
    /// What made a thread start over that is about to do so, or has just begun to; none if it was something
    /// else.
    /// </summary>
    public static AwaitedParent Of(SimulatedThread thread, SystemState state)
    {
        ulong dead = 0;
        int last = state.Log.Count - 1;
        for (int i = last; i >= state.Start; i--)
        {
            ref readonly var item = ref state.Log[i];
            var operation = item.Operation;
            if (item.Thread != thread || (i == last && operation.Kind == OperationKind.Retry))
            {
                continue;
            }

            if (operation.Kind is OperationKind.Retry or OperationKind.Observe)
            {
                break;
            }

            if (operation.Kind != OperationKind.Load || !IsLink(operation.Address))
            {
                continue;
            }

            ulong parent = SimulatedAddress.IsAddress(item.Result) ? SimulatedAddress.Object(item.Result) : 0;
            if (dead != 0 && parent == dead && operation.Address != dead)
            {
                return new(operation.Address, item.Result);
            }

            dead = dead == 0 && parent == operation.Address ? parent : dead;
        }

        return default;
    }

    /// <summary>True if the node still has that link.</summary>
    public bool IsStillSo(SystemState state) => Node != 0 && state.Memory[Node] == Link;

    private static bool IsLink(ulong address) =>
        SimulatedAddress.IsAddress(address) && SimulatedAddress.Cache(address) == MapleNodeLayout.Cache
        && SimulatedAddress.Word(address) == 0;
}
