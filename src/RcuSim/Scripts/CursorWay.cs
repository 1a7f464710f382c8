namespace RcuSim.Scripts;

/// <summary>How an operation finds the slot that it is done to.</summary>
internal enum CursorWay
{
    /// <summary>It does not look for one: it has met its limit already, or does not move.</summary>
    Stays,

    /// <summary>From the slot that the cursor stands on.</summary>
    GoesOn,

    /// <summary>From the root.</summary>
    Walks,
}
