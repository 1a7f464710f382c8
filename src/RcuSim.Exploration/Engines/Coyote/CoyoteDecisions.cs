using Microsoft.Coyote.Random;

namespace RcuSim.Exploration;

/// <summary>Takes the choices inside an execution from Coyote, so that its strategies control them.</summary>
internal sealed class CoyoteDecisions : IDecisionSource
{
    private readonly Generator generator = Generator.Create();

    /// <inheritdoc/>
    public int Next(int count) => generator.NextInteger(count);
}
