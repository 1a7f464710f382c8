using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>What came of one of several scenarios.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Sentence">One line.</param>
/// <param name="Report">The whole; null if it could not be run.</param>
internal sealed record ScenarioCheck(string Scenario, Verdict Verdict, string Sentence, CheckReport? Report);
