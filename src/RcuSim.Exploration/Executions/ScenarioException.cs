namespace RcuSim.Exploration;

/// <summary>
/// Something is wrong with a scenario itself, so that nothing can be said of the code in it: it is badly
/// formed, it does not do the same when it runs again, or one of its bodies does not come back.
/// </summary>
public sealed class ScenarioException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what was expected.</param>
    internal ScenarioException(string message)
        : base(message)
    {
    }
}
