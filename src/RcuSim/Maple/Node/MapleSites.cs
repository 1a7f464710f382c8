using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>
/// The named places of the maple tree: heads of loops that retry, stores that publish nodes.
/// </summary>
internal static class MapleSites
{
    /// <summary>A load met a dead node and starts over from the root.</summary>
    public static readonly Site LoadRetry = new("maple load retry", SiteKind.Retry, "mtree_load");

    /// <summary>A walk met a dead node and starts over from the root.</summary>
    public static readonly Site WalkRetry = new("maple walk retry", SiteKind.Retry, "mas_state_walk");

    /// <summary>A step met a dead node and starts over from its save point.</summary>
    public static readonly Site StepRetry = new("maple step retry", SiteKind.Retry, "mas_rewalk_if_dead");

    /// <summary>A write lacked memory and starts over with what was obtained since.</summary>
    public static readonly Site MemoryRetry = new("maple memory retry", SiteKind.Retry, "mas_nomem");

    /// <summary>The first leaf becomes the root.</summary>
    public static readonly Site FirstLeaf = new("maple first leaf", SiteKind.Place);

    /// <summary>A new node replaces the root.</summary>
    public static readonly Site NewRoot = new("maple new root", SiteKind.Place);

    /// <summary>A new node replaces a child.</summary>
    public static readonly Site NewChild = new("maple new child", SiteKind.Place);

    /// <summary>An entry is put where readers find it.</summary>
    public static readonly Site NewEntry = new("maple new entry", SiteKind.Place);

    /// <summary>A copy becomes the root of its tree.</summary>
    public static readonly Site CopiedRoot = new("maple copied root", SiteKind.Place);
}
