namespace RcuSim.Samples.WhichCeiling;

/// <summary>A way to free the tables of a failed copy.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Form">The form of the call: which limits there are.</param>
/// <param name="Limits">The limits, as cases are written.</param>
internal sealed record Way(string Name, string Form, Func<Layout, string> Limits);
