using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>The objects, operations and loops of a queue.</summary>
internal static class QueueWords
{
    public static readonly SlabCache Ends = new("user_queue", 2, [new("head", 0), new("tail", 1)]);
    public static readonly SlabCache Node = new("user_node", 2, [new("next", 0), new("value", 1)]);
    public static readonly Site Enqueue = new("user-enqueue", SiteKind.Operation);
    public static readonly Site Dequeue = new("user-dequeue", SiteKind.Operation);
    public static readonly Site EnqueueRetry = new("user-enqueue-retry", SiteKind.Retry);
    public static readonly Site DequeueRetry = new("user-dequeue-retry", SiteKind.Retry);
}
