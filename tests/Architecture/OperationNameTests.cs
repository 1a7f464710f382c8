namespace RcuSim.Tests.Architecture;

public class OperationNameTests
{
    [Fact]
    public void Operations_are_shown_under_the_name_of_their_method() =>
        Expect.None(OperationNameRule.Check([.. Source.Below("src/RcuSim/Mm")]));

    [Theory]
    [InlineData("find_vma", "FindVma is shown as find_vma, its method is none", "")]
    [InlineData("find_vma", "its method is do_mmap", """[KernelName("do_mmap")]""")]
    public void Another_name_is_caught(string name, string message, string attribute) =>
        Expect.One(message, Check(name, attribute));

    [Fact]
    public void The_same_name_passes() => Expect.None(Check("find_vma", """[KernelName("find_vma")]"""));

    private static IEnumerable<string> Check(string name, string attribute) => OperationNameRule.Check(
    [
        new("S.cs", $$"""class S { Site FindVma = new("f", SiteKind.Operation, "{{name}}"); }"""),
        new("C.cs", $$"""class C { {{attribute}} void F() => machine.BeginOperation(S.FindVma, 1); }"""),
    ]);
}
