namespace RcuSim.Exploration;

/// <summary>
/// What makes an execution again. Which witnesses an engine can follow is the engine's to say: a
/// <see cref="Schedule"/> is followed by any that runs threads side by side.
/// </summary>
internal abstract record Witness
{
    private protected Witness()
    {
    }
}
