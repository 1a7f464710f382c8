using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>
/// The objects and loops of a stack whose nodes come back. Its caches are called like those of the queue: a
/// scenario's names are its own.
/// </summary>
internal static class TaggedWords
{
    public static readonly SlabCache Root = new("user_queue", 3, [new("top", 0), new("held", 1, 2)]);
    public static readonly SlabCache Node = new("user_node", 1, [new("next", 0)]);
    public static readonly Site PopRetry = new("user-dequeue-retry", SiteKind.Retry);
    public static readonly Site PushRetry = new("user-enqueue-retry", SiteKind.Retry);
}
