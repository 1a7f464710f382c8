using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Xunit;
using Xunit.Abstractions;

namespace RcuSim.Tests.PublicApi;

/// <summary>What a test of xunit shows of a check.</summary>
public class XunitTests
{
    private readonly Kept output = new();

    [Fact]
    public void The_story_goes_to_the_output_of_the_test_also_if_it_fails()
    {
        var tests = new Tests(output);
        tests.Finds();
        Assert.StartsWith("UseAfterFree: read uses user_version#", Assert.Single(output.Lines));
        tests.Replays();
        Assert.Contains("\nReplayed by baton from ", output.Lines[^1]);
        var error = Assert.Throws<CheckException>(tests.Misses);
        Assert.EndsWith(output.Lines[^1], error.Message);
        tests.Runs();
        Assert.Equal(3, output.Lines.Count);
    }

    private sealed class Tests(ITestOutputHelper output) : ScenarioTests(output)
    {
        private static readonly CellScenario bad = new(CellBug.FreesAtOnce);

        public void Finds() => Catches(bad, ViolationKind.UseAfterFree);

        public void Replays() =>
            Replay(Directory.GetFiles("rcusim-out", $"{bad.Name}-*.json").Single(), bad);

        public void Misses() => Catches(new CellScenario(), ViolationKind.UseAfterFree);

        public void Runs() => RunsNatively(new CellScenario(), rounds: 10);
    }

    private sealed class Kept : ITestOutputHelper
    {
        public List<string> Lines { get; } = [];

        public void WriteLine(string message) => Lines.Add(message);

        public void WriteLine(string format, params object[] args) => Lines.Add(string.Format(format, args));
    }
}
