namespace RcuSim.Faults;

/// <summary>Every bug switch, in the order of their identifiers.</summary>
public static class BugCatalogue
{
    /// <summary>All bugs.</summary>
    public static IReadOnlyList<Bug> All { get; } =
    [
        new(
            BugSwitch.A1,
            "stackrot",
            "Stack growth replaces a tree node while only the mmap read lock is held.",
            "Linux 6.1-6.4, CVE-2023-3269; fixed by 8d7071af8907 (6.5).",
            "stack-growth"),
        new(
            BugSwitch.A3,
            "dead-root-unchecked",
            "A walk starts in a root that has just been replaced.",
            "Linux before 6.3; fixed by a7b92d59c885.",
            "root-replacement"),
        new(
            BugSwitch.A11,
            "dead-before-publish",
            "Nodes are marked dead before their replacement is reachable, so readers restart for ever.",
            "Linux 6.1-6.5; fixed by 72bcf4aa86ec and 530f745c7620.",
            "root-replacement"),
        new(
            BugSwitch.B9,
            "link-before-init",
            "Fork links a copy into the file's reverse map before it has said whose it is.",
            "Linux 6.1-6.8, CVE-2024-27022 (of hugetlb's private lock); fixed by 35e351780fa9 (6.9).",
            "fork"),
        new(
            BugSwitch.B13,
            "rcu-mode-window",
            "Fork leaves the child's tree out of RCU mode: its nodes are rewritten and freed under readers.",
            "A hazard of leaving RCU mode for the copy (d24062914837, 6.8).",
            "child-after-fork"),
        new(
            BugSwitch.C4,
            "recycled-vma-identity",
            "A reader keeps a VMA whose type-stable memory was recycled between lookup and lock.",
            "The case that 3104138517fc (6.15) re-checks for.",
            "recycled-vma"),
        new(
            BugSwitch.G0,
            "immediate-free",
            "In RCU mode a replaced node is freed at once instead of after a grace period.",
            "The basic misuse; Documentation/RCU/checklist.rst.",
            "unmap"),
        new(
            BugSwitch.G8,
            "naked-walk",
            "A scanner walks the child's tree during fork with neither its lock nor RCU.",
            "Compare fb497d6db7c1 (mm/damon); met during fork it sees the parent's VMAs in the child's tree.",
            "fork-scanner"),
    ];

    /// <summary>Finds a bug by its identifier, ignoring case; null if there is none.</summary>
    public static Bug? Find(string id) =>
        All.FirstOrDefault(bug => bug.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
