namespace RcuSim.Tests.Coyote;

/// <summary>How an address gets from one thread of a random program to another.</summary>
internal enum HandOver
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary>Combined with a key, as in a doubly linked list with one link a node.</summary>
    Xor,

    /// <summary>Without its low bits.</summary>
    Shifted,

    /// <summary>Its number among the objects of its thread.</summary>
    Index,
}
