using System.Text.Json;
using RcuSim.Cli;
using RcuSim.Exploration;

namespace RcuSim.Tests.Cli;

/// <summary>One row more is one engine more: it is listed, chosen, run and believed.</summary>
public sealed class ThirdEngineTests
{
    private const int Most = 7;

    private static readonly Engine toy = new(
        "toy",
        "runs what baton runs, and stops early",
        [new("lazy", "a few executions")],
        new(Most, TimeSpan.FromSeconds(10)),
        (options, _) => new Toy(EngineCatalogue.Baton.Explorer(options)));

    private static IReadOnlyList<Engine> Engines => [.. EngineCatalogue.All, toy];

    [Fact]
    public void It_is_listed()
    {
        var said = Terminal.RunOn(Engines, "list");
        Assert.Contains("Strategies of toy, runs what baton runs, and stops early\n  lazy  a few", said.Out);
        Assert.Contains("baton|coyote|toy", Terminal.RunOn(Engines, "check", "--help").Out);
        Assert.Contains("baton|coyote|toy", Terminal.RunOn(Engines, "replay", "--help").Out);
    }

    [Fact]
    public void It_checks_within_its_own_budget()
    {
        var said = Terminal.RunOn(Engines, "check", "pointer", "--engine", "toy", "--json");
        Assert.Equal(ExitCode.Pass, said.Code);
        using var json = JsonDocument.Parse(said.Out);
        var campaign = Assert.Single(json.RootElement.GetProperty("campaigns").EnumerateArray());
        Assert.Equal("toy", campaign.GetProperty("engine").GetString());
        Assert.Equal("lazy", campaign.GetProperty("strategy").GetString());
        Assert.Equal(Most, campaign.GetProperty("schedules").GetInt32());
    }

    [Fact]
    public void Its_finding_is_saved_and_replays_on_any_engine()
    {
        using var folder = new TemporaryFolder();
        var said = Terminal.RunOn(
            Engines, "check", "pointer", "--bug", "G0", "--engine", "toy", "--out", folder["out"]);
        Assert.Equal(ExitCode.Violation, said.Code);
        Assert.Contains("Found by toy, strategy lazy, seed 1", said.Out);
        string file = Assert.Single(Directory.GetFiles(folder["out"]));
        foreach (var engine in Engines)
        {
            var replayed = Terminal.RunOn(Engines, "replay", file, "--engine", engine.Name);
            Assert.Equal(("", ExitCode.Violation), (replayed.Error, replayed.Code));
            Assert.Contains($"replayed by {engine.Name}", replayed.Out);
        }
    }

    [Fact]
    public void Without_its_row_it_is_unknown() => Terminal.Run("check", "pointer", "--engine", "toy")
        .IsRefused(ExitCode.Usage, "unknown engine 'toy'", "baton, coyote");

    private sealed class Toy(IExplorer inner) : IExplorer
    {
        public void Explore(ulong seed, Func<ExecutionResult, bool> visit) => inner.Explore(seed, visit);

        public ExecutionResult Replay(Witness witness) => inner.Replay(witness);

        public void Dispose() => inner.Dispose();
    }
}
