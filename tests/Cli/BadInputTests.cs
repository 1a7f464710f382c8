using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

public class BadInputTests
{
    [Theory]
    [InlineData("", "expected one of check")]
    [InlineData("chekc", "chekc", "expected one of check")]
    [InlineData("help chekc", "'chekc' means nothing here; expected one of check")]
    [InlineData("chekc --help", "'chekc' means nothing here; expected one of check")]
    [InlineData("check pointer extra --help", "'extra' means nothing here; see rcusim check --help")]
    [InlineData("check --frobnicate", "unknown option '--frobnicate'; see rcusim check --help")]
    [InlineData("check pointer -x", "unknown option '-x'; see rcusim check --help")]
    [InlineData("check --jsn --schedules 10", "unknown option '--jsn'; see rcusim check --help")]
    [InlineData("check -- --jsn", "unknown scenario '--jsn'")]
    [InlineData("replay -file", "unknown option '-file'; see rcusim replay --help")]

    [InlineData("replay -- -file", "'-file': there is no such file")]
    [InlineData("maple --file", "unknown option '--file'; see rcusim maple --help")]
    [InlineData("list --all", "unknown option '--all'; see rcusim list --help")]
    [InlineData("--frobnicate", "unknown option '--frobnicate'; expected one of check")]
    [InlineData("check pointer extra", "extra")]
    [InlineData("check nowhere", "unknown scenario 'nowhere'", "pointer, alone")]
    [InlineData("check --bug Z9", "unknown bug 'Z9'", "expected one of A1, A3, A11, ")]
    [InlineData("check --bug A1,Z9", "unknown bug 'Z9'")]
    [InlineData("check --bug A1,", "unknown bug ''")]
    [InlineData("check --bug", "--bug")]
    [InlineData("check --regime v4", "unknown fork variant 'v4'", "bulk, v3, v68, v70")]
    [InlineData("check --engine loom", "unknown engine 'loom'", "baton, coyote, both")]
    [InlineData("check --strategy luck", "unknown strategy 'luck'", "portfolio", "q-learning")]
    [InlineData("check --engine baton --strategy q-learning", "strategy of baton 'q-learning'", "pct")]
    [InlineData("check --readers 0", "--readers '0'", "1 to 64")]
    [InlineData("check --readers -1", "--readers '-1'", "1 to 64")]
    [InlineData("check --readers 65", "--readers '65'", "1 to 64")]
    [InlineData("check --readers two", "--readers 'two'")]
    [InlineData("check --readers", "--readers")]
    [InlineData("check --schedules 0", "--schedules '0'", "1 to 1,000,000,000")]
    [InlineData("check --schedules -5", "--schedules '-5'")]
    [InlineData("check --schedules 1e3", "--schedules '1e3'")]
    [InlineData("check --schedules 1000000001", "--schedules '1000000001'")]
    [InlineData("check --schedules 99999999999999999999999", "--schedules '99999999999999999999999'")]
    [InlineData("check --schedules 10 --time 1", "--schedules", "--time", "exclude each other")]
    [InlineData("check --time 0", "--time '0'", "seconds")]
    [InlineData("check --time -1", "--time '-1'")]
    [InlineData("check --time NaN", "--time 'NaN'")]
    [InlineData("check --time Infinity", "--time 'Infinity'")]
    [InlineData("check --time 1e99", "--time '1e99'")]
    [InlineData("check --time 604801", "--time '604801'")]
    [InlineData("check --seed -1", "--seed '-1'", "18446744073709551615")]
    [InlineData("check --seed 18446744073709551616", "--seed '18446744073709551616'")]
    [InlineData("check --seed 0x", "--seed '0x'")]
    [InlineData("check --seed 1 --seed 2", "--seed")]
    [InlineData("check --fail fork", "--fail 'fork'", "THREAD/WHAT#N")]
    [InlineData("check --fail fork/vma#0", "--fail 'fork/vma#0'")]
    [InlineData("check --fail fork/vma#1,,", "--fail 'fork/vma#1,,'", "found nothing at character 12")]
    [InlineData("check --fail writer/item#+1", "found 'writer/item#+1' at character 1")]
    [InlineData("check --fail writer/vma#1", "--fail 'writer/vma#1': no 'vma' can fail", "one of *, item")]
    [InlineData("check --fail nobody/item#1", "--fail", "thread 'nobody'", "writer")]
    [InlineData("check @options", "@options")]
    [InlineData("list everything", "everything")]
    public void A_wrong_word_is_refused(string line, params string[] mentions) =>
        Terminal.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .IsRefused(ExitCode.Usage, mentions);

    [Theory]
    [InlineData("check --seed 1\0", "--seed '1")]
    [InlineData("check --seed 0x1\0", "--seed '0x1")]
    [InlineData("check --seed ١", "--seed '١'")]
    [InlineData("check --schedules 1\0", "--schedules '1")]
    [InlineData("check --time 1\0", "--time '1")]
    [InlineData("check --time 1,5", "--time '1,5'")]
    [InlineData("check --readers 1\0", "--readers '1")]
    [InlineData("check --fail writer/item#1\0", "found 'writer/item#1")]
    public void A_number_with_anything_else_in_it_is_refused(string line, string mention) =>
        Terminal.Run(line.Split(' ')).IsRefused(ExitCode.Usage, mention);

    [Theory]
    [InlineData("bulk")]
    [InlineData("v68")]
    [InlineData("V70")]
    public void A_known_fork_variant_that_is_not_modelled_is_unsupported(string regime) =>
        Terminal.Run("check", "--regime", regime)
            .IsRefused(ExitCode.Unsupported, "not modelled yet", "supported: v3");

    [Fact]
    public void Hostile_text_stays_on_one_line() =>
        Terminal.Run("check", "a\nb\u001b[31m\u2028\u202e" + new string('x', 5000))
            .IsRefused(ExitCode.Usage, "'a b\\u001B[31m \\u202Exxx");

    [Fact]
    public void An_internal_error_is_one_line_with_a_hint() =>
        Terminal.Run("check", "broken").IsRefused(ExitCode.Internal, "planted fault", "RCUSIM_DEBUG=1");

    [Fact]
    public void An_unwritable_folder_is_refused_before_the_work_starts()
    {
        using var folder = new TemporaryFolder();
        string file = folder["file"];
        File.WriteAllText(file, "");
        Terminal.Run("check", "broken", "--out", file).IsRefused(
            ExitCode.Usage, "--out", $"{file} is a file, expected a folder");
        Terminal.Run("check", "broken", "--out", "/dev/full").IsRefused(ExitCode.Usage, "expected a folder");
        Terminal.Run("check", "broken", "--out", $"{file}/below").IsRefused(ExitCode.Usage, "--out");
        Terminal.Run("check", "broken", "--out", "").IsRefused(ExitCode.Usage, "--out");
        Terminal.Run("check", "broken", "--out", "/proc/nowhere").IsRefused(ExitCode.Usage, "--out");
    }
}
