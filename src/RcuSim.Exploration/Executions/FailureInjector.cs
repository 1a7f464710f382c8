using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>Carries a failure plan out in one execution after another.</summary>
/// <param name="plan">The plan.</param>
internal sealed class FailureInjector(FailurePlan plan)
{
    private const int Odds = 8;
    private readonly Dictionary<(string Thread, string What), int> requests = [];
    private bool explored;

    /// <summary>Starts counting afresh.</summary>
    public void Restart()
    {
        requests.Clear();
        explored = false;
    }

    /// <summary>True if this request fails.</summary>
    /// <param name="thread">Who asks.</param>
    /// <param name="what">The cache's or the site's name.</param>
    /// <param name="choose">Chooses a number below its argument, where the plan leaves it open.</param>
    public bool Fails(ThreadName thread, string what, Func<int, int> choose)
    {
        if (plan.Rules.Count == 0)
        {
            return false;
        }

        string label = thread.Label;
        ref int count = ref System.Runtime.InteropServices.CollectionsMarshal
            .GetValueRefOrAddDefault(requests, (label, what), out _);
        switch (plan.Decide(label, what, ++count))
        {
            case FailureDecision.Fails:
                return true;
            case FailureDecision.Explored when !explored:
                explored = choose(Odds) == 1;
                return explored;
            default:
                return false;
        }
    }
}
