using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>Explains how a thread came to use a freed object.</summary>
internal static class StaleAccess
{
    /// <summary>Describes the use of a freed object.</summary>
    public static Violation Describe(
        ThreadName thread, ulong address, int position, ExecutionHistory history)
    {
        string name = AddressName.Object(address, history);
        var explanation = new Explanation(history).Life(address);
        int pointer = explanation.PointerTo(thread, address, position);
        string now = ProtectionText.Of(history.Protections[thread], history);
        explanation.At(position, $"the stale access; {thread} {now}");
        explanation.Note(position, Why(thread, address, pointer, history));
        string freer = history.Log[history.Objects[address].FreedAt].Thread.Label;
        string by = freer == thread.Label ? "after freeing it itself" : $"after {freer} freed it";
        return explanation.Proves(ViolationKind.UseAfterFree, $"{thread} uses {name} {by}.", position);
    }

    private static string Why(ThreadName thread, ulong address, int pointer, ExecutionHistory history)
    {
        var record = history.Objects[address];
        if (history.Objects.CacheOf(address).TypeStable && history.Objects.FieldOf(address).Speculative)
        {
            return $"so {thread} is in no read-side critical section; its memory keeps its type for "
                + "those only";
        }

        var freer = history.Log[record.FreedAt].Thread;
        int grace = Explanation.GracePeriodBefore(record.FreedAt, history);
        if (record.RetiredAt < 0 && !freer.IsCallback && grace < 0)
        {
            return IsInSection(thread, pointer, history)
                ? "so it was freed without a grace period"
                : $"so it was freed while {thread} had a pointer to it, and nothing made {freer} wait";
        }

        if (pointer < 0)
        {
            return $"{thread} never read a pointer to it: it must have had one from the start";
        }

        ushort domain = history.Rcu.QueuedAt(record.RetiredAt)?.Domain
            ?? (grace < 0 ? (ushort)0 : history.Log[grace].Operation.Detail);
        string section = $"read-side critical section{RcuDomain.Suffix(domain)}";
        var then = ProtectionText.At(thread, pointer, history).SectionIn(domain);
        var now = history.Protections[thread].SectionIn(domain);
        return (then.Depth, now.Depth) switch
        {
            (0, _) =>
                $"so {thread} got its pointer in no {section}, and no grace period waited for it",
            (_, 0) => $"so {thread} uses the pointer after the {section} in which it got it",
            _ when then.Since != now.Since =>
                $"so {thread} uses in one {section} a pointer that it got in an earlier one",
            _ when record.UnlinkedAt >= 0 && record.UnlinkedAt < then.Since =>
                $"so {thread} found it, though it was unlinked before {thread} entered its section",
            _ => "so it was freed while a section in which a pointer to it was read is open",
        };
    }

    /// <summary>True if a thread is in a section, of RCU or of a domain, or was when it got a pointer.
    /// </summary>
    private static bool IsInSection(ThreadName thread, int pointer, ExecutionHistory history) =>
        history.Protections[thread].Domains.Any()
        || (pointer >= 0 && ProtectionText.At(thread, pointer, history).Domains.Any());
}
