namespace RcuSim.Tests.Architecture;

public class DecisionTests
{
    [Fact]
    public void Each_decision_has_a_number_of_its_own()
    {
        var records = Repository.Files("docs/decisions", "*.md")
            .Select(path => (Path.GetFileName(path), Repository.Read(path).Split('\n')[0].TrimEnd()))
            .ToList();
        Assert.NotEmpty(records);
        Expect.None(DecisionRule.Check(records));
    }

    [Theory]
    [InlineData("0001-a.md", "0001", "0001-b.md", "0001")]
    [InlineData("0001-a.md", "0001", "0003-b.md", "0003")]
    [InlineData("0001-a.md", "0001", "0002-b.md", "0001")]
    public void A_number_twice_or_left_out_is_caught(
        string firstName, string firstNumber, string secondName, string secondNumber) =>
        Assert.NotEmpty(DecisionRule.Check(
            [(firstName, $"# {firstNumber}: A"), (secondName, $"# {secondNumber}: B")]));
}
