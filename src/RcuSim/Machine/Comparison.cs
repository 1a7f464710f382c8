namespace RcuSim.Machine;

/// <summary>How an awaited word is compared with its constant. Unsigned.</summary>
public enum Comparison : byte
{
    /// <summary>The masked word equals the constant.</summary>
    Equal,

    /// <summary>The masked word differs from the constant.</summary>
    NotEqual,

    /// <summary>The masked word is below the constant.</summary>
    Below,

    /// <summary>The masked word is at least the constant.</summary>
    AtLeast,
}
