using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>What a test of one's own says and throws.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");
    private readonly StringWriter output = new();

    public void Dispose()
    {
        output.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_pass_says_what_was_covered_and_saves_nothing()
    {
        var options = new CheckOptions { Engines = EngineCatalogue.All, Schedules = 200, Folder = folder };
        CheckResult result = Check.Passes(new CellScenario(), options, output);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.StartsWith($"{result.Message}\nbaton, strategy portfolio, seed 1: ", Said);
        Assert.Contains("\ncoyote, ", Said);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void A_violation_fails_a_pass_with_its_sentence_and_the_line_that_replays_it()
    {
        var error = Assert.Throws<CheckException>(
            () => Check.Passes(new CellScenario(CellBug.FreesAtOnce), Here(), output));
        string[] lines = error.Message.Split('\n');
        Assert.StartsWith("UseAfterFree: read uses user_version#", lines[0]);
        Assert.StartsWith("Found by baton, strategy portfolio, seed 1, in schedule ", lines[1]);
        Assert.Equal($"Replay: Check.Replay(\"{Saved}\", new CellScenario(...));", lines[2]);
        Assert.Contains("  1. user_version#", Said);
        Assert.EndsWith($"{lines[2]}\n", Said);
    }

    [Fact]
    public void A_public_scenario_can_be_replayed_by_the_command_as_well()
    {
        Check.Catches(new Forgetful(), ViolationKind.Leak, Here(), output);
        string assembly = typeof(Forgetful).Assembly.Location;
        Assert.EndsWith(
            $"Replay: Check.Replay(\"{Saved}\", new Forgetful());\n"
                + $"or: rcusim replay {Saved} --assembly {assembly}\n",
            Said);
    }

    [Fact]
    public void The_command_is_named_with_its_condition_where_it_cannot_try_all_switches()
    {
        Check.Catches(new Careless(true, true), ViolationKind.Leak, Here(), output);
        Assert.EndsWith(
            "\nor, if the constructor was given one switch at most: rcusim replay "
                + $"{Saved} --assembly {typeof(Careless).Assembly.Location}\n",
            Said);
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_caught_bug_replays_from_its_file(string engine)
    {
        var found = Check.Catches(
            new CellScenario(CellBug.CountsDown), ReaderSeesForward.Backwards, Here(), output);
        var options = new CheckOptions { Engines = [EngineCatalogue.Find(engine)!] };
        var again = Check.Replay(Saved, new CellScenario(CellBug.CountsDown), options, output);
        Assert.Equal($"{found}", $"{again}");
        Assert.EndsWith($"Replayed by {engine} from {Saved}\n", Said);
    }

    [Fact]
    public void A_file_of_a_bug_that_was_mended_says_where_the_code_differs()
    {
        Check.Catches(new CellScenario(CellBug.FreesAtOnce), ViolationKind.UseAfterFree, Here(), output);
        Assert.Contains("unknown scenario 'cell-FreesAtOnce'", Refusal(new CellScenario()));
        Assert.Contains("does not fit: ", Refusal(new Renamed("cell-FreesAtOnce")));

        string Refusal(CellScenario scenario) =>
            Assert.Throws<CheckException>(() => Check.Replay(Saved, scenario, output: output)).Message;
    }

    [Fact]
    public void A_file_that_is_not_there_is_one_line() => Assert.Equal(
        "nowhere.json: there is no such file",
        Assert.Throws<CheckException>(() => Check.Replay("nowhere.json")).Message);

    [Fact]
    public void A_bug_that_is_not_found_and_one_of_another_kind_are_not_what_was_expected()
    {
        Assert.StartsWith(
            "expected UseAfterFree, found: Pass: no rule was broken in 5,000 schedules of cell-None.\nbaton,",
            Failure(CellBug.None));
        Assert.StartsWith(
            "expected UseAfterFree, found: CellUnlocked: write-", Failure(CellBug.SkipsTheLock));

        string Failure(CellBug bug) => Assert.Throws<CheckException>(
            () => Check.Catches(new CellScenario(bug), ViolationKind.UseAfterFree, Here(), output)).Message;
    }

    [Fact]
    public void A_run_that_proves_nothing_is_no_pass()
    {
        var error = Assert.Throws<CheckException>(() => Check.Passes(
            new CellScenario(), new() { Failures = $"write-1/{CellWords.Refused.Name}#9" }, output));
        Assert.StartsWith("Inconclusive: no rule was broken", error.Message);
        Assert.Contains("user-refused#9 never happened", error.Message);
    }

    [Fact]
    public void A_planned_failure_happens()
    {
        var options = new CheckOptions { Failures = $"write-1/{CellWords.Refused.Name}#1" };
        Assert.Equal(5000, Check.Passes(new CellScenario(), options, output).Campaigns[0].FailureInjected);
    }

    [Fact]
    public void Options_without_a_meaning_are_told_what_was_expected()
    {
        Assert.Contains("Schedules is 0: expected 1 or more", Refusal(new() { Schedules = 0 }));
        Assert.Contains("the number of Engines is 0: expected 1", Refusal(new() { Engines = [] }));
        Assert.Contains("has no thread 'x'", Refusal(new() { Failures = "x/y#1" }));

        string Refusal(CheckOptions options) => Assert.ThrowsAny<ArgumentException>(
            () => Check.Passes(new CellScenario(), options, output)).Message;
    }

    private CheckOptions Here() => new() { Folder = folder };

    private string Said => output.ToString().ReplaceLineEndings("\n");

    private string Saved => Assert.Single(Directory.GetFiles(folder));

    public sealed class Careless(bool one = false, bool two = false) : Forgetful
    {
        protected override void Act<TMachine>(string role, TMachine machine, ulong world)
        {
            if (one && two)
                base.Act(role, machine, world);
        }
    }

    public class Forgetful() : RoleScenario("one", "two")
    {
        private static readonly SlabCache item = new("forgotten", 1, [new("value", 0)]);

        public override ulong Setup<TMachine>(TMachine machine) => machine.Allocate(item);

        public override void Teardown<TMachine>(TMachine machine, ulong world)
        {
        }

        protected override void Act<TMachine>(string role, TMachine machine, ulong world) =>
            machine.Store(world, 1, MemoryOrder.Once);
    }

    private sealed class Renamed(string name) : CellScenario
    {
        public override string Name => name;
    }
}
