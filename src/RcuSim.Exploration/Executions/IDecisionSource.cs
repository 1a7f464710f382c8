namespace RcuSim.Exploration;

/// <summary>Where the choices inside an execution come from.</summary>
internal interface IDecisionSource
{
    /// <summary>A number below a count.</summary>
    int Next(int count);
}
