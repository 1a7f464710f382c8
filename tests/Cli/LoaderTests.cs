using System.Runtime.InteropServices;
using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

/// <summary>What lies beside a user's assembly, and what its classes may be like.</summary>
public sealed class LoaderTests(AssemblyTests.Built built) : IClassFixture<AssemblyTests.Built>
{
    private const string Plain = "public class A : Mine.Good;";

    [Fact]
    public void Sites_and_caches_of_an_assembly_beside_it_count_too()
    {
        using var folder = new TemporaryFolder();
        string shown = List(folder, Plain);
        Assert.Contains("\n  good  a reader beside a writer\n", shown);
        Assert.Contains("  mine-full     a failure point\n", shown);
    }

    [Fact]
    public void A_copy_of_the_library_beside_it_is_not_used()
    {
        using var folder = new TemporaryFolder();
        File.Copy(typeof(Scenarios.Scenario).Assembly.Location, folder["RcuSim.dll"]);
        Assert.Contains("\n  good  ", List(folder, Plain));
    }

    [Fact]
    public void A_copy_of_another_build_of_the_same_version_number_is_unsupported()
    {
        using var folder = new TemporaryFolder();
        string version = $"{typeof(Scenarios.Scenario).Assembly.GetName().Version}";
        string other = $"""
            [assembly: System.Reflection.AssemblyVersion("{version}")]
            [assembly: System.Reflection.AssemblyInformationalVersion("{version}-rc.7+abc")]
            namespace RcuSim.Scenarios; public class Scenario;
            """;
        string library = UserCode.Compile(folder["RcuSim.dll"], other);
        UserCode.Compile(folder["Old.dll"], "public class A : RcuSim.Scenarios.Scenario;", library);
        UserCode.Run("list", "--assembly", folder["Old.dll"]).IsRefused(
            ExitCode.Unsupported, $"it uses RcuSim {version}-rc.7, but this program is version ");
    }

    [Fact]
    public void What_is_said_beside_it_of_what_it_needs_must_make_sense()
    {
        using var folder = new TemporaryFolder();
        string path = UserCode.Beside(folder, built.Cell, Plain);
        File.WriteAllText(folder["User.deps.json"], "{");
        UserCode.Run("list", "--assembly", path).IsRefused(
            ExitCode.Usage, $"--assembly '{path}': cannot load it (");
    }

    [Fact]
    public void A_class_that_is_gone_from_what_it_needs_is_missed()
    {
        using var folder = new TemporaryFolder();
        string path = UserCode.Beside(folder, built.Cell, Plain);
        UserCode.Compile(folder["Cell.dll"], "namespace Mine; public class Other;");
        UserCode.Run("list", "--assembly", path).IsRefused(
            ExitCode.Usage, $"--assembly '{path}': cannot load it (", "Mine.Good");
    }

    [Fact]
    public void A_native_library_is_found_where_its_build_says()
    {
        using var folder = new TemporaryFolder();
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string native = Directory.GetFiles(runtime, "libSystem.Native.*")[0];
        string system = RuntimeInformation.RuntimeIdentifier;
        string name = $"runtimes/{system}/native/libmine{Path.GetExtension(native)}";
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.Copy(native, folder[name]);
        File.WriteAllText(folder["User.deps.json"], $$"""
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
              "targets": { ".NETCoreApp,Version=v10.0": {
                "User/1.0.0": { "runtime": { "User.dll": {}, "Cell.dll": {} } },
                "Native/1.0.0": { "runtimeTargets": { "{{name}}": {
                  "rid": "{{system}}", "assetType": "native" } } } } },
              "libraries": {
                "User/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
                "Native/1.0.0": { "type": "project", "serviceable": false, "sha512": "" } }
            }
            """);
        const string source = """
            using System.Runtime.InteropServices;
            public class A : Mine.Good
            {
                [DllImport("mine", EntryPoint = "SystemNative_GetPid")] private static extern int Id();
                public override string Summary => Id() > 0 ? "it answers" : "";
            }
            """;
        Assert.Contains("\n  good  it answers\n", List(folder, source));
    }

    [Theory]
    [InlineData("public abstract class B : Mine.Good { public B() { } } public class A : B;", "\n  good  ")]
    [InlineData("public class A<T> : Mine.Good; public class B : A<int>;", "\n  good  ")]
    [InlineData("public class A(bool waits = true) : Mine.Good(!waits);", "\n  waits (scenario good)\n")]
    [InlineData("public class A(int n = 3, string s = \"\") : Mine.Good { string T => s + n; }", "  good  ")]
    [InlineData("public class A : Mine.Good; internal class B() : Mine.Good(true);", "\n  good  ")]
    [InlineData(
        "public class A : Mine.Good; class B<T> { static readonly RcuSim.Machine.Site S = null!; }",
        "\n  good  ")]
    public void A_class_among_others_is_found(string source, string mention)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(mention, List(folder, source));
    }

    [Theory]
    [InlineData("check --bug waits", ExitCode.Violation)]
    [InlineData("check", ExitCode.Pass)]
    public void A_switch_that_is_on_is_switched_off(string words, int code)
    {
        using var folder = new TemporaryFolder();
        string path = UserCode.Beside(
            folder, built.Cell, "public class A(bool waits = true) : Mine.Good(!waits);");
        Assert.Equal(code, UserCode.Run(
            [.. words.Split(' '), "--assembly", path, "--schedules", "600", "--out", folder["out"]]).Code);
    }

    [Fact]
    public void A_site_of_a_bugs_name_and_of_another_kind_does_not_say_when_it_acts()
    {
        using var folder = new TemporaryFolder();
        string path = UserCode.Beside(folder, built.Cell, """
            using RcuSim.Machine;
            public class A(bool early = false) : Mine.Good
            {
                public static readonly Site Early = new("early", SiteKind.Value);
                public bool IsEarly => early;
            }
            """);
        var said = UserCode.Run("check", "--bug", "early", "--assembly", path, "--schedules", "600");
        Assert.StartsWith("Pass: no rule was broken in 600 schedules of good, though early was", said.Out);
    }

    [Fact]
    public void A_bug_of_one_scenario_is_none_of_another()
    {
        using var folder = new TemporaryFolder();
        string path = UserCode.Beside(folder, built.Cell, """
            public class A(bool one = false) : Mine.Good { public override string Name => one ? "a" : "a"; }
            public class B(bool two = false) : Mine.Good { public override string Name => two ? "b" : "b"; }
            """);
        UserCode.Run("check", "--bug", "two,one", "--assembly", path).IsRefused(
            ExitCode.Usage, "scenario 'b' has no bug 'one'");
    }

    [Fact]
    public void A_bug_that_two_scenarios_have_needs_the_name_of_one()
    {
        using var folder = new TemporaryFolder();
        string path = UserCode.Beside(folder, built.Cell, """
            public class A(bool both = false) : Mine.Good { public override string Name => both ? "a" : "a"; }
            public class B(bool both = false) : Mine.Good { public override string Name => both ? "b" : "b"; }
            """);
        string[] words = ["check", "--bug", "BOTH", "--assembly", path, "--schedules", "600"];
        UserCode.Run(words).IsRefused(
            ExitCode.Usage, "bug 'BOTH' is one of several scenarios: name a or b too");
        Assert.StartsWith(
            "Pass: no rule was broken in 600 schedules of b", UserCode.Run([.. words, "b"]).Out);
    }

    [Fact]
    public void Names_that_differ_in_case_alone_are_the_same()
    {
        using var folder = new TemporaryFolder();
        string path = UserCode.Beside(folder, built.Cell, """
            public class A : Mine.Good;
            public class B : Mine.Good { public override string Name => "GOOD"; }
            """);
        UserCode.Run("list", "--assembly", path).IsRefused(ExitCode.Usage, "A and B are both called 'GOOD'");
    }

    [Fact]
    public void A_static_field_that_cannot_be_made_is_inconclusive()
    {
        using var folder = new TemporaryFolder();
        string path = UserCode.Beside(folder, built.Cell, """
            public class A : Mine.Good;
            static class Words
            {
                public static readonly RcuSim.Machine.Site Site = Make();
                static RcuSim.Machine.Site Make() => throw new System.Exception("no site");
            }
            """);
        UserCode.Run("list", "--assembly", path).IsRefused(
            ExitCode.Inconclusive, $"--assembly '{path}': Words throws Exception: no site");
    }

    private string List(TemporaryFolder folder, string source)
    {
        var said = UserCode.Run("list", "--assembly", UserCode.Beside(folder, built.Cell, source));
        Assert.Equal((ExitCode.Pass, ""), (said.Code, said.Error));
        return said.Out;
    }
}
