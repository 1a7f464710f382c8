namespace RcuSim.Scripts;

/// <summary>A line of a script is not understood.</summary>
/// <param name="message">What was expected, and what was found.</param>
internal sealed class ScriptFormatException(string message) : Exception(message);
