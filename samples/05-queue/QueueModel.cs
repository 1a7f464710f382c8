using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Samples.Queue;

/// <summary>A queue: the state is what is in it, and 0 stands for nothing.</summary>
internal sealed class QueueModel : SequentialModel
{
    public override IReadOnlyList<ulong> Start => [];

    public override ulong Apply(List<ulong> state, Site operation, ulong argument)
    {
        if (operation == QueueWords.Enqueue)
        {
            state.Add(argument);
            return 0;
        }

        ulong first = state.FirstOrDefault();
        state.RemoveRange(0, first == 0 ? 0 : 1);
        return first;
    }
}
