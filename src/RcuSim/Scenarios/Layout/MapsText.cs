namespace RcuSim.Scenarios;

/// <summary>What was read from text in the form of <c>/proc/PID/maps</c>.</summary>
/// <param name="Layout">The layout; null after an error.</param>
/// <param name="Error">One line that names the line at fault; empty if there is none.</param>
/// <param name="Notes">One line for each thing that was left out.</param>
public sealed record MapsText(VmaLayout? Layout, string Error, IReadOnlyList<string> Notes);
