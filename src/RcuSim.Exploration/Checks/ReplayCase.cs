using RcuSim.Explaining;
using RcuSim.Replays;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>One replay of a test.</summary>
internal static class ReplayCase
{
    /// <summary>Expects that a file shows its violation again.</summary>
    public static Finding Run(string path, Scenario? scenario, CheckOptions options, TextWriter output)
    {
        var engine = options.Plans()[0].Engine;
        var file = ReplayFile.Read(path, out string error) ?? throw new CheckException(error);
        var catalogue = scenario is null ? Catalogue.Standard : Catalogue.Of(scenario);
        var replay = FindingFile.Replay(file, engine, catalogue);
        if (replay.Finding is not { } finding)
        {
            throw new CheckException($"{Printable.Of(path)}: {replay.Problem}");
        }

        output.WriteLine(finding);
        output.WriteLine($"Replayed by {engine.Name} from {Printable.Of(path)}");
        return finding;
    }
}
