using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>Carries a failure plan out in one execution after another.</summary>
/// <param name="plan">The plan.</param>
/// <param name="choose">Chooses a number below its argument, where the plan leaves it open.</param>
internal sealed class FailureInjector(FailurePlan plan, Func<int, int> choose)
{
    private const int Odds = 8;
    private readonly Dictionary<(string Thread, string What), int> requests = [];
    private bool explored;

    /// <summary>True if the plan has any failure.</summary>
    public bool Any => plan.Rules.Count > 0;

    /// <summary>Starts counting afresh.</summary>
    public void Restart()
    {
        requests.Clear();
        explored = false;
    }

    /// <summary>True if this request fails.</summary>
    /// <param name="thread">Who asks.</param>
    /// <param name="what">The cache's or the site's name.</param>
    public bool Fails(ThreadName thread, string what)
    {
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
