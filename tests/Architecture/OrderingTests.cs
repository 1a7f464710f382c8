namespace RcuSim.Tests.Architecture;

public class OrderingTests
{
    private const string Table = "| Maple | A | … |\n| Maple | B | … |\n";
    private const string Writer = "// (A) Publishes the root;\n    // pairs with (B) in Walk. Moved up, …\n";
    private const string Reader = "class C { int f; // (B) Reads the root; pairs with (A) in Write.\n}";

    [Fact]
    public void Letters_have_partners_and_are_listed() => Expect.None(OrderingRule.Check(
        LayerTable.FromArchitecture(), Source.Below("src/RcuSim"), Repository.Read("docs/ordering.md")));

    [Fact]
    public void A_pair_that_is_listed_passes() => Expect.None(Check(Writer + Reader, Table));

    [Fact]
    public void A_letter_used_twice_is_caught() =>
        Expect.One("A is used twice", Check(Writer + "class D;\n" + Writer + Reader, Table));

    [Fact]
    public void A_missing_partner_is_caught() =>
        Expect.One("pairs with (B), which does not exist", Check(Writer, "| Maple | A |"));

    [Fact]
    public void A_partner_in_another_layer_is_looked_up_there() =>
        Expect.One("pairs with (B), which does not exist", Check(
            Writer.Replace("Walk", "Locking") + Reader, Table));

    [Fact]
    public void A_letter_without_partner_is_caught() =>
        Expect.One("does not say", Check("// (A) Publishes the root.\n", "| Maple | A |"));

    [Fact]
    public void A_letter_that_is_not_listed_is_caught() =>
        Expect.One("(B) of Maple is not in docs/ordering.md", Check(Writer + Reader, "| Maple | A |"));

    [Fact]
    public void A_stale_row_is_caught() =>
        Expect.One("(Z) of Maple is in no comment", Check(Writer + Reader, Table + "| Maple | (Z) | … |\n"));

    private static IEnumerable<string> Check(string code, string document) =>
        OrderingRule.Check(new(["Locking", "Maple"]), [new("src/RcuSim/Maple/C.cs", code)], document);
}
