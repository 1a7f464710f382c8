namespace RcuSim.Tests.PublicApi;

/// <summary>How a thread changes its byte of a word.</summary>
internal enum PackedWay
{
    /// <summary>By a replacement under a mask, as one step.</summary>
    Replace,

    /// <summary>By a compare-exchange of the word, again when a neighbour was first.</summary>
    CompareExchange,

    /// <summary>By a store of the whole word: what neighbours did meanwhile is lost.</summary>
    WholeWord,

    /// <summary>By a plain replacement under a mask, which is a load and a store.</summary>
    Plain,
}
