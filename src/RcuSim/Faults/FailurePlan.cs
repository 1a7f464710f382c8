using RcuSim.Machine;

namespace RcuSim.Faults;

/// <summary>
/// Which requests fail by injection: faults to be survived, as opposed to bugs to be caught. Immutable.
/// </summary>
/// <remarks>Written <c>THREAD/WHAT#N</c>, several joined by commas; see <see cref="FailureRule"/>.</remarks>
public sealed class FailurePlan
{
    /// <summary>Nothing fails.</summary>
    public static readonly FailurePlan None = new([]);

    private FailurePlan(IReadOnlyList<FailureRule> rules) => Rules = rules;

    /// <summary>The rules, in the order given.</summary>
    internal IReadOnlyList<FailureRule> Rules { get; }

    /// <summary>Reads a plan; on failure says what was expected.</summary>
    public static FailurePlan? Parse(string text, out string error)
    {
        error = "";
        var rules = new List<FailureRule>();
        int at = 1;
        foreach (string word in text.Split(','))
        {
            string part = word.Trim();
            int slash = part.IndexOf('/'), hash = part.LastIndexOf('#');
            int ordinal = 0;
            bool explored = hash > 0 && part[(hash + 1)..] == "*";
            if (slash <= 0 || hash <= slash + 1
                || (!explored && !(PlainNumber.TryDecimal(part.AsSpan(hash + 1), int.MaxValue, out ordinal)
                    && ordinal > 0)))
            {
                string found = part.Length == 0 ? "nothing" : $"'{part}'";
                error = "expected THREAD/WHAT#N, for example "
                    + $"fork/vm_area_struct#3 or fork/*#*, found {found} at character {at}";
                return null;
            }

            rules.Add(new(part[..slash], part[(slash + 1)..hash], ordinal));
            at += word.Length + 1;
        }

        return new(rules);
    }

    /// <summary>What happens to the n-th request (from 1) of its kind in its thread.</summary>
    internal FailureDecision Decide(string thread, string what, int ordinal)
    {
        var decision = FailureDecision.Succeeds;
        foreach (var rule in Rules)
        {
            if (rule.Covers(thread, what))
            {
                if (rule.Ordinal == ordinal)
                {
                    return FailureDecision.Fails;
                }

                decision = rule.Ordinal == 0 ? FailureDecision.Explored : decision;
            }
        }

        return decision;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Rules);
}
