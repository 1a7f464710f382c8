using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Simulation;

namespace RcuSim.Exploration;

/// <summary>
/// Answers what is not the state's to answer: free choices, injected failures, whether freed memory is used
/// again, and whether a grace period has gone by that may have.
/// </summary>
/// <param name="plan">What fails.</param>
/// <param name="turns">Chooses, and records the choices.</param>
/// <param name="world">Knows which memory there is.</param>
internal sealed class Decisions(FailurePlan plan, Turns turns, SimulatedWorld world)
{
    private readonly FailureInjector failures = new(plan, turns.Choose);

    /// <summary>Starts afresh.</summary>
    public void Restart() => failures.Restart();

    /// <summary>The answer to an operation; 0 if it is the state's to answer.</summary>
    public ulong Decide(ThreadName thread, in Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Choose:
                return (ulong)turns.Choose((int)operation.Value);
            case OperationKind.PollState:
                bool isFree = world.History.Rcu.HasElapsed(operation.Value, operation.Detail) is null;
                return isFree && turns.Choose(2) == 0 ? 1UL : 0;
            case OperationKind.Fail:
                return failures.Any && failures.Fails(thread, Site.Find(operation.Site)!.Name) ? 1UL : 0;
            case OperationKind.Allocate:
                var cache = SlabCache.At(operation.Detail);
                if (failures.Any && failures.Fails(thread, cache.Name))
                {
                    return 0;
                }

                ulong reused = cache.TypeStable && operation.Operand == 1 ? ChooseFreed(cache) : 0;
                return reused != 0 ? reused : world.FreshAddress(operation);
            default:
                return 0;
        }
    }

    /// <summary>
    /// A freed object of a type-stable cache, to be used again, or 0 for none: which has even odds, however
    /// many there are.
    /// </summary>
    private ulong ChooseFreed(SlabCache cache)
    {
        var freed = world.History.Objects.Reusable(cache);
        return freed.Length > 0 && turns.Choose(2) == 1 ? freed[^(turns.Choose(freed.Length) + 1)] : 0;
    }
}
