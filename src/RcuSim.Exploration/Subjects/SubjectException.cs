namespace RcuSim.Exploration;

/// <summary>Ends the building of a subject with one line.</summary>
/// <param name="message">What is wrong, and what was expected.</param>
/// <param name="isUnsupported">True if it is understood but not modelled.</param>
internal sealed class SubjectException(string message, bool isUnsupported = false) : Exception(message)
{
    /// <summary>True if it is understood but not modelled.</summary>
    public bool IsUnsupported { get; } = isUnsupported;
}
