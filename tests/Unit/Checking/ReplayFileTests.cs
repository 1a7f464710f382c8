using System.Collections.Concurrent;
using System.Text;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Replays;

namespace RcuSim.Tests.Unit.Checking;

public class ReplayFileTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        string json = ReplaySample.Json();
        var file = ReplaySample.Read(json, out string error);
        Assert.Equal("", error);
        Assert.Equal(json, ReplaySample.Json(file));
        Assert.Equivalent(ReplaySample.File().Found, file!.Found, strict: true);
        Assert.Equal(ReplaySample.File().Execution.Schedule, file.Execution.Schedule);
        Assert.Null(ReplaySample.File().Execution.Difference(file.Execution));
    }

    [Fact]
    public void A_rule_of_a_users_own_has_a_kind_that_is_read_back()
    {
        var sample = ReplaySample.File();
        string json = ReplaySample.Json(new(
            sample.Tool, sample.Subject, sample.Found, sample.Execution with { Kind = new("ABA") }));
        var file = ReplaySample.Read(json, out string error);
        Assert.Equal("", error);
        Assert.Equal(new("ABA"), file!.Execution.Kind);
        Assert.Equal(json, ReplaySample.Json(file));
    }

    [Fact]
    public void It_is_written_whole_or_not_at_all()
    {
        string folder = Directory.CreateTempSubdirectory("rcusim-replay").FullName;
        string path = Path.Combine(folder, "a.json");
        Assert.True(ReplaySample.File().Write(path, out _));
        Assert.True(ReplaySample.File().Write(path, out _));
        Assert.Equal(ReplaySample.Json(), File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
        Assert.NotNull(ReplayFile.Read(path, out _));

        Assert.False(ReplaySample.File().Write(Path.Combine(folder, "none", "a.json"), out string error));
        Assert.NotEqual("", error);
        Assert.False(ReplaySample.File().Write(folder, out error));
        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A writer's mistake must not show for the first time when somebody needs the file.</summary>
    [Fact]
    public void What_could_not_be_read_again_is_not_written()
    {
        string folder = Directory.CreateTempSubdirectory("rcusim-replay").FullName;
        var sample = ReplaySample.File();
        var unreadable = new ReplayFile(
            sample.Tool, sample.Subject, sample.Found, sample.Execution with { Schedule = [new("fork", 0)] });
        Assert.False(unreadable.Write(Path.Combine(folder, "a.json"), out string error));
        Assert.Contains("what was written is no replay file", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Many_write_the_same_file_at_once()
    {
        string folder = Directory.CreateTempSubdirectory("rcusim-replay").FullName;
        string path = Path.Combine(folder, "a.json");
        using var start = new Barrier(8);
        var problems = new ConcurrentBag<string>();
        var writers = Enumerable.Range(0, start.ParticipantCount).Select(n => new Thread(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                start.SignalAndWait();
                _ = ReplaySample.File().Write(path, out string error);
                problems.Add(error);
            }
        })).ToList();
        writers.ForEach(writer => writer.Start());
        writers.ForEach(writer => writer.Join());
        Assert.Equal("", Assert.Single(problems.Distinct()));
        Assert.Equal([path], Directory.GetFiles(folder));
        Assert.Equal(ReplaySample.Json(), File.ReadAllText(path));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("no such file", "no such file: there is no such file")]
    [InlineData("", ": expected the name of a file")]
    [InlineData("a\0b", "a?b: ")]
    [InlineData("/", "/: this is a folder, expected a file")]
    public void A_path_that_cannot_be_read_is_an_error(string path, string expected)
    {
        Assert.Null(ReplayFile.Read(path, out string error));
        AssertOneLine(error);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        Assert.NotNull(ReplaySample.Read($"\ufeff{ReplaySample.Json()}", out string error));
        Assert.Equal("", error);
    }

    [Theory]
    [InlineData("", "not JSON, or cut short")]
    [InlineData("[]", "the file must be an object")]
    [InlineData("{}", "not a replay file")]
    [InlineData("{\"schema\":\"rcusim-replay\"}", "version is missing")]
    [InlineData("{\"schema\":\"rcusim-replay\",\"version\":0}", "version must be a whole number from 1")]
    [InlineData("{\"schema\":\"rcusim-replay\",\"version\":\"1\"}", "version must be a whole number from 1")]
    [InlineData("{\"schema\":\"rcusim-replay\",\"version\":5}", "a newer rcusim is needed")]
    [InlineData("{\"schema\":\"rcusim-replay\",\"version\":4}", "tool is missing")]
    [InlineData("{\"schema\":\"rcusim-replay\",\"version\":1}", "by an unknown program in version 1")]
    [InlineData("{\"schema\":\"rcusim-replay\",\"version\":1,\"tool\":\"rcusim 1.0.0\"}", "rcusim 1.0.0 in")]
    [InlineData("{\"schema\":\"a\",\"schema\":\"rcusim-replay\"}", "schema is there twice")]
    [InlineData("{\"schema\":[[[[[[[[[[[[1]]]]]]]]]]]]}", "not JSON")]
    [InlineData("{\"\\ud800\":1}", "not valid Unicode")]
    public void What_is_no_replay_file_is_refused(string json, string expected)
    {
        Assert.Null(ReplaySample.Read(json, out string error));
        AssertOneLine(error);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"scenario\": \"fork\"", "\"scenario\": 7", "subject.scenario must be a text")]
    [InlineData("\"scenario\": \"fork\"", "\"scenario\": \"\\u001b[2J\"", "scenario is no plain line")]
    [InlineData("\"scenario\": \"fork\"", "\"scenario\": \"\\ud800\"", "scenario is not valid Unicode")]
    [InlineData("\"scenario\"", "\"scenery\"", "subject.scenery is not a field")]
    [InlineData("\"layout\":", "\"layout\": [], \"layout\":", "subject.layout is there twice")]
    [InlineData("\"readers\": \"3\"", "\"readers\": 3", "subject.parameters.readers must be a text")]
    [InlineData("\"seed\": 18446744073709551615", "\"seed\": -1", "found.seed must be a whole number from 0")]
    [InlineData("\"schedules\": 17", "\"schedules\": 1e300", "found.schedules must be a whole number")]
    [InlineData("fork*12", "fork*-2", "'fork*-2' is not LABEL or LABEL*COUNT")]
    [InlineData("fork*12", "fork*99999999", "'fork*99999999' is not LABEL or LABEL*COUNT")]
    [InlineData("fork*12", "a*9000000, a*9000000", "more than 10000000 steps")]
    [InlineData("[0, 1, 4]", "[0, -1, 4]", "execution.choices[1] must be a whole number from 0")]
    [InlineData("[0, 1, 4]", "[0, 4294967296]", "execution.choices[1] must be a whole number from 0")]
    [InlineData("[0, 1, 4]", "{}", "execution.choices must be an array")]
    [InlineData("UseAfterFree", "1", "'1' is no kind of violation")]
    [InlineData("UseAfterFree", "a b", "'a b' is no kind of violation")]
    [InlineData("\"UseAfterFree\"", "\"\"", "'' is no kind of violation")]
    [InlineData("fork*12", "fork*+3", "'fork*+3' is not LABEL or LABEL*COUNT")]
    [InlineData("fork*12", "fork*３", "'fork*３' is not LABEL or LABEL*COUNT")]
    [InlineData("fork:0 begins", "fork:0 began", "what it says does not fit its digest")]
    [InlineData("\"(rcu).grace-periods\",", "\"x\", \"(rcu).grace-periods\",", "does not fit its digest")]
    [InlineData("\"(rcu).grace-periods\",", "", "what it says does not fit its digest")]
    [InlineData("\"seed\": 18446744073709551615", "\"seed\": 1", "what it says does not fit its digest")]
    [InlineData("\"A1\",", "", "what it says does not fit its digest")]
    [InlineData("\"tool\": \"1.2.3\"", "\"tool\": \"1.2.4\"", "what it says does not fit its digest")]
    public void A_field_that_is_wrong_is_named(string part, string by, string expected)
    {
        string json = ReplaySample.Json();
        Assert.Contains(part, json, StringComparison.Ordinal);
        Assert.Null(ReplaySample.Read(json.Replace(part, by, StringComparison.Ordinal), out string error));
        AssertOneLine(error);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(ReplaySample.Json().TrimEnd());
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Null(ReplaySample.Read(bytes[..length], out string error));
            AssertOneLine(error);
        }
    }

    [Fact]
    public void A_huge_file_is_refused()
    {
        Assert.Null(ReplayFile.Read(new EndlessStream(), "zeros", out string error));
        Assert.Equal("zeros: longer than 16 MiB: not a replay file", error);
    }

    [Fact]
    public void The_first_step_that_differs_is_named()
    {
        var file = ReplaySample.File().Execution;
        string[] events = [.. file.Events];
        Assert.Null(file.EventDifference(events));
        events[1] = "fork:1 load";
        Assert.Equal(
            "step 2 differs: the file has 'fork:1 store.publish maple_node#1.slot[3] = 0'; "
                + "this program does 'fork:1 load'",
            file.EventDifference(events));
        Assert.Contains("step 3 differs", file.EventDifference([.. file.Events.Take(2)]));
        Assert.Contains("step 4 differs", file.EventDifference([.. file.Events, "x"]));
        Assert.Contains("step 0 differs", file.Difference(file with { Setup = "" }));
        Assert.Contains("the violation differs", file.Difference(file with { Message = "" }));
        Assert.Contains("the timeline differs", file.Difference(file with { Timeline = "" }));
        Assert.Contains("schedule: entry 1 differs", file.Difference(file with { Schedule = [] }));
        Assert.Contains("choices: entry 4 differs", file.Difference(file with { Choices = [0, 1, 4, 0] }));
        Assert.Contains("conflicts: entry 1 differs", file.Difference(file with { Conflicts = [] }));
    }

    [Fact]
    public void Runs_join_and_split()
    {
        ThreadName one = ThreadName.Actor(1, "t1"), two = ThreadName.Actor(2, "t2");
        var callback = ThreadName.Callback(two, 3);
        ThreadName[] steps = [one, one, one, two, callback, callback, one];
        var runs = ReplayRun.Join(steps);
        Assert.Equal("t1*3, t2, callback 3 of t2*2, t1", string.Join(", ", runs));
        Assert.Equal(steps, ReplayRun.Split(runs, l => steps.First(step => step.Label == l), out _)!);
        Assert.Null(ReplayRun.Split(runs, l => l == callback.Label ? null : one, out string error));
        Assert.Equal("step 5: the scenario has no thread 'callback 3 of t2'", error);
    }

    [Fact]
    public void Conflicts_have_names()
    {
        var set = new ConflictSet();
        set.Add(0, ConflictSet.GracePeriods);
        set.Add(TestCaches.Box.Number, ConflictSet.Reuse);
        set.Add(TestCaches.Box.Number, TestCaches.Box.FieldOf(1).Group);
        set.Add(0, ConflictSet.Callbacks);
        set.AddTried(TestCaches.Box.Number, TestCaches.Box.FieldOf(0).Group);
        set.AddReached(SimulatedAddress.Of(2, TestCaches.Box, 3));
        var names = ConflictNames.Of(set);
        Assert.Equal(
            [
                "(rcu).grace-periods", "(rcu).callbacks", "box.(reuse)", "box.link", "box.lock.(tried)",
                "(object 2.256.3)",
            ],
            names);
        Assert.Equal(names, ConflictNames.Of(ConflictNames.Parse(names, out _)!));
        Assert.Null(ConflictNames.Parse(["box.lid"], out string error));
        Assert.Equal("the conflict set names 'box.lid', which this program does not know", error);
        string[] unknown =
        [
            "(object 2.256.-1)", "(object 2.3)", "(object 02.256.3)", "(object 2.128.3)", "(object 2.300.3)",
            "(object 2.0.3)", "(object 2.16777216.3)", "box.lid.(tried)",
        ];
        Assert.All(unknown, name => Assert.Null(ConflictNames.Parse([name], out _)));
    }

    private static void AssertOneLine(string error)
    {
        Assert.NotEqual("", error);
        Assert.DoesNotContain(error, c => char.IsControl(c));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Clear();
            return buffer.Length;
        }
    }
}
