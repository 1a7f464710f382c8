namespace RcuSim.Tests.Architecture;

public class TypeUseTests
{
    private const string Table = "| folder of RcuSim | may not name |\n|---|---|\n| Low, Mid | High |\n";

    /// <summary>Whole by nature: what they would be split into cannot stand alone.</summary>
    private static readonly Dictionary<string, string> exceptions = new()
    {
        ["MapleState"] = "the cursor: one file a verb, each with a few of these types",
        ["OracleSet"] = "the list of all oracles",
    };

    [Fact]
    public void No_two_folders_use_each_other() => Expect.None(FolderCycleRule.Check(TypeUses.OfLibrary));

    [Fact]
    public void Folders_name_nothing_that_they_may_not() =>
        Expect.None(SeparationRule.Check(Repository.Read("ARCHITECTURE.md"), TypeUses.OfLibrary));

    [Fact]
    public void A_type_works_with_few_others() =>
        Expect.None(CollaboratorRule.Check(TypeUses.OfLibrary, exceptions));

    [Theory]
    [InlineData("class Low { High.Nested field; }")]
    [InlineData("class Low { object F() => new High.Nested(); }")]
    [InlineData("class Low { object F() => High.Make(); }")]
    [InlineData("class Low { class Inner { int F() => default(High).Extend(); } }")]
    public void A_cycle_is_caught(string low)
    {
        var found = FolderCycleRule.Check(Types(low, "class High { public static int Make() => 1; Low low; "
            + "public class Nested; }")).ToList();
        Assert.Equal(2, found.Count);
        Assert.Contains("src/RcuSim/High/C.cs:1: src/RcuSim/High uses src/RcuSim/Low (Low), which", found[0]);
        Assert.Contains("src/RcuSim/Low/C.cs:1: src/RcuSim/Low uses src/RcuSim/High (High), which", found[1]);
    }

    [Fact]
    public void A_cycle_of_three_folders_is_caught()
    {
        var types = new TypeUses(
            [File("A", "class A { B b; }"), File("A/In", "class B { C c; }"), File("B", "class C { A a; }")]);
        Assert.Equal(3, FolderCycleRule.Check(types).Count());
    }

    [Theory]
    [InlineData("class Low { int High; int F() => High + this.High; }")]
    [InlineData("/// <see cref=\"High\"/>\nclass Low { string F() => \"High\"; }")]
    [InlineData("partial class Low { High high; }")]
    public void What_names_no_type_of_another_folder_passes(string low)
    {
        var part = File("Mid", "partial class Low;");
        var types = new TypeUses([File("Low", low), part, File("High", "class High { Low low; }")]);
        Expect.None(FolderCycleRule.Check(types));
    }

    [Fact]
    public void What_may_not_be_named_is_caught()
    {
        var types = Types("class Low { High high; }", "class High;");
        Expect.One("Low/C.cs:1: Low names High of src/RcuSim/High", SeparationRule.Check(Table, types));
        Expect.None(SeparationRule.Check(Table.Replace("| High |", "| Low |"), types)
            .Where(line => !line.Contains("names Low")));
    }

    [Fact]
    public void A_stale_row_is_caught()
    {
        var types = Types("class Low;", "class High;");
        Expect.One("there is no folder Other", SeparationRule.Check(Table.Replace("Mid", "Other"), types));
        Expect.One("no table", SeparationRule.Check("", types));
    }

    [Fact]
    public void A_collaborator_too_many_is_caught()
    {
        var many = Enumerable.Range(1, CollaboratorRule.Limit + 1).Select(i => $"struct S{i};").ToList();
        string fields(int count) => string.Concat(Enumerable.Range(1, count).Select(i => $"S{i} f{i}; "));
        TypeUses types(int count) => new(
        [
            File("High", $"class User {{ Kind kind; Word word; {fields(count)} }}"),
            File("Low", $"enum Kind; {string.Concat(many)}"),
            File("Machine", "struct Word;"),
        ]);
        Expect.None(CollaboratorRule.Check(types(CollaboratorRule.Limit), new Dictionary<string, string>()));
        var tooMany = types(CollaboratorRule.Limit + 1);
        Expect.One("User works with 16", CollaboratorRule.Check(tooMany, new Dictionary<string, string>()));
        var excepted = new Dictionary<string, string> { ["User"] = "reason" };
        Expect.None(CollaboratorRule.Check(tooMany, excepted));
        Expect.One("User needs no exception", CollaboratorRule.Check(types(1), excepted));
    }

    private static TypeUses Types(string low, string high) => new(
    [
        File("Low", low),
        File("Mid", "class Mid { public int Make() => 1; }"),
        File("High", $"{high} static class Extension {{ public static int Extend(this High high) => 1; }}"),
    ]);

    private static Source File(string folder, string code) => new($"src/RcuSim/{folder}/C.cs", code);
}
