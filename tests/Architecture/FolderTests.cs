namespace RcuSim.Tests.Architecture;

public class FolderTests
{
    private const string Project = "src/RcuSim.Exploration";
    private static readonly LayerTable three = new(["Low", "High/Part", "High"]);

    [Theory]
    [InlineData("RcuSim.Exploration")]
    [InlineData("RcuSim.Cli")]
    public void Folders_use_only_lower_folders(string name)
    {
        var table = LayerTable.FromArchitecture($"folder of {name}");
        Assert.NotEmpty(table.Layers);
        Expect.None(FolderRule.Check($"src/{name}", table, Source.Below($"src/{name}")));
    }

    [Theory]
    [InlineData("class C { Upper field; }")]
    [InlineData("class C { Upper? Property { get; } }")]
    [InlineData("class C { object F(Upper upper) => upper; }")]
    [InlineData("class C { object F() => new Upper(); }")]
    [InlineData("class C { object F() => Upper.Make(); }")]
    [InlineData("class C : Upper { }")]
    [InlineData("class C { System.Collections.Generic.List<Upper> all; }")]
    [InlineData("class C { bool F(object o) => o is Upper; }")]
    [InlineData("/// <summary><see cref=\"C\"/></summary>\nclass C { void F() { Upper local; } }")]
    [InlineData("class C { object Upper => new Upper(); }")]
    public void A_type_of_a_higher_folder_is_caught(string code)
    {
        var upper = new Source($"{Project}/High/Upper.cs", "class Upper { }");
        Expect.One("Low uses High, which is above it", Check(new($"{Project}/Low/C.cs", code), upper));
        Expect.One("Part uses High, which", Check(new($"{Project}/High/Part/C.cs", code), upper));
        Expect.None(Check(new($"{Project}/High/C.cs", code), upper));
    }

    [Theory]
    [InlineData("class C { int Upper; int F() => this.Upper; }")]
    [InlineData("class C { int F(D d) => d.Upper; }")]
    [InlineData("class C { object F() => new D { Upper = 1 }; }")]
    [InlineData("class C { int Upper { get; } int F() => Upper + 1; }")]
    public void A_member_of_the_same_name_passes(string code) => Expect.None(Check(
        new($"{Project}/Low/C.cs", code), new($"{Project}/High/Upper.cs", "class Upper { }")));

    [Theory]
    [InlineData("src/RcuSim.Exploration/C.cs")]
    [InlineData("src/RcuSim.Exploration/Other/C.cs")]
    public void A_file_in_no_folder_of_the_table_is_caught(string path) =>
        Expect.One(path, Check(new Source(path, "class C { }")));

    private static IEnumerable<string> Check(params Source[] sources) =>
        FolderRule.Check(Project, three, sources);
}
