using RcuSim.Cli;
using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;
using RcuSim.Tests.Shared;

namespace RcuSim.Tests.Cli;

/// <summary>A signal that comes while a finding runs again.</summary>
public class UnconfirmedTests
{
    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_finding_that_was_not_run_again_is_saved_and_called_so(string engine)
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        using var output = new StringWriter();
        var catalogue = new Catalogue(
            [new("pointer", "readers beside one writer")],
            (_, _) => ScenarioCreation.Of(new PointerScenario()))
        {
            Oracles = () => [new EndsTheSecond(source)],
        };
        var host = new Host(output, TextWriter.Null, () => source.Token) { Catalogue = catalogue };
        int code = CommandLine.Run(["check", "pointer", "--engine", engine, "--out", folder["out"]], host);
        Assert.Equal(ExitCode.Violation, code);
        Assert.Contains(" s; not run again, since the command was interrupted; saved as ", output.ToString());
        Assert.Single(Directory.GetFiles(folder["out"]));
    }

    /// <summary>Finds fault with every execution, and sends a signal in the midst of the second.</summary>
    private sealed class EndsTheSecond(CancellationTokenSource source) : IOracle
    {
        private int ended;

        public ulong Kinds { get; } = EventMask.Of(OperationKind.RcuLeave);

        public Violation? Take(in Step step, ExecutionHistory history)
        {
            if (ended == 1)
            {
                source.Cancel();
            }

            return null;
        }

        public Violation? AtEnd(ExecutionHistory history)
        {
            ended++;
            return new(ViolationKind.BrokenInvariant, "planted", [], history.Log.Count - 1);
        }
    }
}
