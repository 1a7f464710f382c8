using RcuSim.Explaining;
using RcuSim.Faults;

namespace RcuSim.Scenarios;

/// <summary>Every bug switch: history, scenario and what catches it there.</summary>
internal static class Gallery
{
    /// <summary>All bugs, in the order of their identifiers.</summary>
    public static IReadOnlyList<Bug> All { get; } =
    [
        new()
        {
            Switch = BugSwitch.StackRot,
            Title = "Stack growth replaces a tree node while only the mmap read lock is held.",
            History = "Linux 6.1-6.4, CVE-2023-3269; fixed by 8d7071af8907 (6.5).",
            Scenario = "stack-growth",
            Expected = [ViolationKind.UseAfterFree],
        },
        new()
        {
            Switch = BugSwitch.DeadRootUnchecked,
            Title = "A walk starts in a root that has just been replaced.",
            History = "Linux before 6.3; fixed by a7b92d59c885.",
            Scenario = "root-replacement",
            Expected = [ViolationKind.LookupNotLinearizable, ViolationKind.EntryValidity],
        },
        new()
        {
            Switch = BugSwitch.DeadBeforePublish,
            Title =
                "Nodes are marked dead before their replacement is reachable, so readers restart for ever.",
            History = "Linux 6.1-6.5; fixed by 72bcf4aa86ec and 530f745c7620.",
            Scenario = "root-replacement",
            Expected = [ViolationKind.Livelock],
        },
        new()
        {
            Switch = BugSwitch.LinkBeforeInit,
            Title = "Fork links a copy into the file's reverse map before it has said whose it is.",
            History =
                "Linux 6.1-6.8, CVE-2024-27022 (of hugetlb's private lock); fixed by 35e351780fa9 (6.9).",
            Scenario = "fork",
            Expected = [ViolationKind.DataRace, ViolationKind.EntryValidity],
        },
        new()
        {
            Switch = BugSwitch.ParentVmaNotLocked,
            Title = "Fork copies a parent's VMA without locking it, so that page faults change it meanwhile.",
            History = "Linux 6.4.0-6.4.2; fixed by fb49c455323f (6.5 and 6.4.3).",
            Scenario = "fork",
            Expected = [ViolationKind.DataRace],
        },
        new()
        {
            Switch = BugSwitch.RcuModeWindow,
            Title =
                "Fork leaves the child's tree out of RCU mode: nodes are rewritten and freed under readers.",
            History = "A danger of leaving RCU mode for the copy (d24062914837, 6.8).",
            Scenario = "child-after-fork",
            Expected = [ViolationKind.UseAfterFree],
        },
        new()
        {
            Switch = BugSwitch.RecycledVmaIdentity,
            Title = "A reader keeps a VMA whose memory went to another process between lookup and lock.",
            History = "The case that 3104138517fc (6.15) re-checks for.",
            Scenario = "recycled-vma",
            Expected = [ViolationKind.EntryValidity],
        },
        new()
        {
            Switch = BugSwitch.RecycledVmaRange,
            Title = "A reader keeps a VMA whose memory went to another range between lookup and lock.",
            History = "The other half of what 3104138517fc (6.15) re-checks.",
            Scenario = "moved-vma",
            Expected = [ViolationKind.EntryValidity],
        },
        new()
        {
            Switch = BugSwitch.ImmediateFree,
            Title = "In RCU mode a replaced node is freed at once instead of after a grace period.",
            History = "The basic misuse; Documentation/RCU/checklist.rst.",
            Scenario = "unmap",
            Expected = [ViolationKind.UseAfterFree],
        },
        new()
        {
            Switch = BugSwitch.UnprotectedWalk,
            Title = "A scanner walks the child's tree during fork with neither its lock nor RCU.",
            History =
                "Compare fb497d6db7c1 (mm/damon); during fork it sees the parent's VMAs in the child's tree.",
            Scenario = "fork-scanner",
            Expected = [ViolationKind.EntryValidity],
        },
    ];

    /// <summary>Finds a bug by its identifier, ignoring case; null if there is none.</summary>
    public static Bug? Find(string id) =>
        All.FirstOrDefault(bug => bug.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
