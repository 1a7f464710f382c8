using Microsoft.Coyote.Rewriting;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote.Rewritten;

/// <summary>
/// Beside a plain library the other tests would explore next to nothing, and pass.
/// </summary>
public sealed class RewritingTests
{
    [Fact]
    public void The_library_is_rewritten() =>
        Assert.True(RewritingEngine.IsAssemblyRewritten(typeof(NativeSystem).Assembly));
}
