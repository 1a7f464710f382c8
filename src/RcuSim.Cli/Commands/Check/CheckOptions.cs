using System.CommandLine;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>
/// The words that <c>check</c> takes. All are read as text, so that a wrong one is answered in our own words.
/// </summary>
internal sealed class CheckOptions
{
    private readonly Command command;

    public CheckOptions(Command command, IReadOnlyList<Engine> engines)
    {
        this.command = command;
        Scenario = new("SCENARIO")
        {
            Description = "what to check; default: the scenario of the first bug, else the first; of an "
                + "assembly all",
            Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(Scenario);
        Assembly = UserAssembly.CreateOption();
        command.Add(Assembly);
        Regime = Add("--regime", "bulk|v3|v68|v70", "the fork variant, that is, how fork copies; default v3");
        Maps = Add("--maps", "FILE", "mappings in the form of /proc/PID/maps; - for the standard input");
        Readers = Add("--readers", "N", "how many readers run alongside the writer");
        Fail = Add("--fail", "PLAN", "what fails, as THREAD/WHAT#N,..., for example fork/vm_area_struct#3");
        string names = string.Join('|', engines.Select(e => e.Name).Append("both"));
        Engine = Add(
            "--engine", names, "who chooses the schedules; default: in turn, until one finds something");
        Strategy = Add("--strategy", "NAME", "one of the engine's strategies; default portfolio");
        Schedules = Add("--schedules", "N", "run so many schedules in all");
        Time = Add("--time", "S", "run for so many seconds in all");
        Seed = Add("--seed", "S", "decides every schedule; default 1");
        Out = Add("--out", "DIR", "where a replay file goes; default rcusim-out");
        Bugs = new("--bug")
        {
            Description = "bugs to switch on: ID,ID,...; may be given several times",
            HelpName = "ID",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        command.Add(Bugs);
        Json = new("--json") { Description = "print one JSON document" };
        command.Add(Json);
    }

    public Argument<string?> Scenario { get; }

    public Option<string?> Assembly { get; }

    public Option<string?> Regime { get; }

    public Option<string?> Maps { get; }

    public Option<string?> Readers { get; }

    public Option<string[]> Bugs { get; }

    public Option<string?> Fail { get; }

    public Option<string?> Engine { get; }

    public Option<string?> Strategy { get; }

    public Option<string?> Schedules { get; }

    public Option<string?> Time { get; }

    public Option<string?> Seed { get; }

    public Option<string?> Out { get; }

    public Option<bool> Json { get; }

    private Option<string?> Add(string name, string value, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = value };
        command.Add(option);
        return option;
    }
}
