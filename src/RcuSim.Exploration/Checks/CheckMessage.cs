namespace RcuSim.Exploration;

/// <summary>What a check says, in one sentence.</summary>
internal static class CheckMessage
{
    public static string Of(CheckResult result) =>
        result.Finding?.Violation.Message ?? $"{result.Verdict}{Summary(result)}{Gap(result)}.";

    private static string Summary(CheckResult result)
    {
        var subject = result.Request.Subject;
        long count = result.Schedules;
        string schedules = count == 1 ? "1 schedule" : $"{count:N0} schedules";
        string bugs = subject.BugIds.Count == 0
            ? ""
            : $", though {string.Join(", ", subject.BugIds)} "
                + $"{(subject.BugIds.Count == 1 ? "was" : "were")} switched on";
        string name = subject.Scenario.Name;
        string them = count == 1 ? "it" : "them";
        return result.IsShort
            ? $", but only {schedules} of {name} ran; no rule was broken in {them}{bugs}"
            : $": no rule was broken in {schedules} of {name}{bugs}";
    }

    /// <summary>Why that is no pass; empty if it is one.</summary>
    private static string Gap(CheckResult result)
    {
        if (result.Gap is not { } gap)
        {
            return "";
        }

        return gap.Kind switch
        {
            GapKind.Interrupted => ", but the run was interrupted",
            GapKind.BoundReached =>
                $", but {gap.CutOff:N0} {(gap.CutOff == 1 ? "was" : "were")} cut off at the bound on events: "
                    + gap.Story,
            GapKind.NothingRaced => ", but no two threads ever touched the same field",
            GapKind.FailureNeverHappened => $", but {string.Join(" and ", gap.Failures)} never happened",
            _ => $", but {FirstOf(gap, result.Request.Subject)} never acted",
        };
    }

    private static string FirstOf(Gap gap, Subject subject) =>
        subject.BugIds.First(gap.Bugs.Contains);
}
