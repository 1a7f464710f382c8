using RcuSim.Machine;

namespace RcuSim.Samples.Queue;

/// <summary>The objects, operations and loops of a queue.</summary>
internal static class QueueWords
{
    public static readonly SlabCache Ends = new("queue", 2, [new("head", 0), new("tail", 1)]);
    public static readonly SlabCache Node = new("node", 2, [new("next", 0), new("value", 1)]);
    public static readonly Site Enqueue = new("enqueue", SiteKind.Operation);
    public static readonly Site Dequeue = new("dequeue", SiteKind.Operation);
    public static readonly Site EnqueueRetry = new("enqueue-retry", SiteKind.Retry);
    public static readonly Site DequeueRetry = new("dequeue-retry", SiteKind.Retry);
}
