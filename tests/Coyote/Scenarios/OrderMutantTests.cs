using System.Text.RegularExpressions;
using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Scenarios;
using RcuSim.Simulation;
using RcuSim.Tests.Coyote.Maple;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// Each lettered order of the simulated layers can be taken away; what then catches it is written down.
/// </summary>
public partial class OrderMutantTests
{
    private const int MostSchedules = 4000;
    private const int SilentSchedules = 300;
    private static readonly string[] simulated = ["Locking", "Maple", "Mm"];

    public static TheoryData<string, string> Letters()
    {
        var data = new TheoryData<string, string>();
        foreach (var mutant in OrderMutants.All)
            data.Add(mutant.Layer, mutant.Letter);
        return data;
    }

    [Fact]
    public void Every_letter_of_the_simulated_layers_has_one_mutant()
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "ordering.md"));
        var letters = Row().Matches(page)
            .Select(row => (Layer: row.Groups["layer"].Value, Letter: row.Groups["letter"].Value))
            .Where(row => simulated.Contains(row.Layer));
        Assert.Equal(letters, OrderMutants.All.Select(mutant => (mutant.Layer, mutant.Letter)));
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void A_mutant_changes_what_actors_do(string layer, string letter)
    {
        var mutant = Find(layer, letter);
        int count = 0;
        Explore(mutant, null, 20, result =>
        {
            foreach (ref readonly var item in result.History.Log.Events[result.History.Start..])
            {
                if (mutant.Weakening.Concerns(item.Operation, result.History))
                    count++;
            }

            Assert.Null(result.Violation);
            return true;
        });
        Assert.True(count > 0, "it never happened");
    }

    [Theory]
    [MemberData(nameof(Letters))]
    public void A_mutant_is_caught_as_expected(string layer, string letter)
    {
        var mutant = Find(layer, letter);
        bool isSilent = mutant.Expected.Length == 0;
        Violation? violation = null;
        Explore(mutant, mutant.Weakening, isSilent ? SilentSchedules : MostSchedules, result =>
        {
            violation = result.Violation;
            return violation is null;
        });
        Assert.Equal(isSilent, violation is null);
        if (violation is not null)
            Assert.Contains(violation.Kind, mutant.Expected);
    }

    private static OrderMutant Find(string layer, string letter) =>
        OrderMutants.All.Single(mutant => mutant.Layer == layer && mutant.Letter == letter);

    private static void Explore(
        OrderMutant mutant, Weakening? weakening, int most, Func<ExecutionResult, bool> visit)
    {
        var options = new ExecutionOptions
        {
            Scenario = ScenarioOf(mutant),
            Weakening = weakening,
        };
        using var explorer = EngineCatalogue.Baton.Explorer(options);
        explorer.Explore(1, result => visit(result) && --most > 0);
    }

    /// <summary>
    /// Those that no scenario of the catalogue shows are raced on a VMA's lock, page tables or a tree alone.
    /// </summary>
    private static Scenario ScenarioOf(OrderMutant mutant)
    {
        if (mutant.Scenario is { } name)
            return ScenarioCatalogue.Create(name, new()).Scenario!;
        if (mutant.Layer == "Locking")
            return new VmaLockScenario();
        if (mutant.Layer == "Mm")
            return new PopulateScenario();
        string race = mutant.Letter switch
        {
            "C" => "the first range",
            "F" => "a leaf is rebuilt",
            _ => "an inner node pushes",
        };
        return new RaceScenario(RaceCase.All.Single(one => one.Name == race));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RcuSim.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| (?<layer>\w+) \| (?<letter>[A-Z]{1,2}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
