namespace RcuSim.Exploration;

/// <summary>What a pass says nothing about.</summary>
internal static class NotModelled
{
    /// <summary>One line each.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "weak memory: each access takes effect at once, in one order for all; "
            + "a missing order shows as a race",
        "the copying of page tables, TLBs and the contents of pages",
        "swap, huge pages, KSM, userfaultfd and uprobes",
        "interrupts, preemption points and the time that anything takes",
        "schedules, layouts and thread counts other than those that ran",
    ];
}
