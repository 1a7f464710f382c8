namespace RcuSim.Replays;

/// <summary>A replay file is not as it must be. Caught where the file is read.</summary>
/// <param name="message">What is wrong, in one line.</param>
internal sealed class ReplayFormatException(string message) : Exception(message);
