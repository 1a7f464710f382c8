namespace RcuSim.Exploration;

/// <summary>A check did not come out as a test expects. Any test framework reports its message.</summary>
public sealed class CheckException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What came out instead, and how to see it again.</param>
    /// <param name="inner">What a body threw on a real thread; null for everything else.</param>
    internal CheckException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
