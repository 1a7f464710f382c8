using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Scenarios;
using Xunit.Abstractions;

namespace RcuSim.Xunit;

/// <summary>
/// A class of tests that check scenarios: <see cref="Check"/>, whose story goes to the output of the test.
/// </summary>
/// <param name="output">The output of the test that runs; xunit hands it to the constructor.</param>
public abstract class ScenarioTests(ITestOutputHelper output)
{
    /// <summary>See <see cref="Check.Passes"/>.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="options">How to check it; null for the defaults.</param>
    /// <returns>What was covered.</returns>
    /// <exception cref="CheckException">A rule was broken, or nothing was proved.</exception>
    protected CheckResult Passes(Scenario scenario, CheckOptions? options = null) =>
        Tell(story => Check.Passes(scenario, options, story));

    /// <summary>See <see cref="Check.Catches"/>.</summary>
    /// <param name="scenario">The scenario, with a mistake in it.</param>
    /// <param name="kind">The kind of the rule that it breaks.</param>
    /// <param name="options">How to check it; null for the defaults.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="CheckException">No rule was broken, or one of another kind.</exception>
    protected Finding Catches(Scenario scenario, ViolationKind kind, CheckOptions? options = null) =>
        Tell(story => Check.Catches(scenario, kind, options, story));

    /// <summary>See <see cref="Check.Replay"/>.</summary>
    /// <param name="file">The path of the file.</param>
    /// <param name="scenario">The scenario it is about; null: the built-in one that it names.</param>
    /// <param name="options">The first of its engines follows the file; null for the defaults.</param>
    /// <returns>The same violation.</returns>
    /// <exception cref="CheckException">The file cannot be read, or does not fit the scenario.</exception>
    protected Finding Replay(string file, Scenario? scenario = null, CheckOptions? options = null) =>
        Tell(story => Check.Replay(file, scenario, options, story));

    /// <summary>See <see cref="Check.RunsNatively"/>.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="rounds">How often it runs, from setup to teardown.</param>
    /// <exception cref="CheckException">Something goes wrong on the real threads.</exception>
    protected static void RunsNatively(Scenario scenario, int rounds = 1000) =>
        Check.RunsNatively(scenario, rounds);

    private T Tell<T>(Func<TextWriter, T> check)
    {
        using var story = new StringWriter();
        try
        {
            return check(story);
        }
        finally
        {
            output.WriteLine(story.ToString().TrimEnd());
        }
    }
}
