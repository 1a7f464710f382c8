namespace RcuSim.Tests.Architecture;

public class LetteredTests
{
    private const string Store = "machine.Store(word, value, MemoryOrder.Release);\n";

    [Fact]
    public void Every_order_of_the_simulated_layers_has_a_letter() => Expect.None(LetteredRule.Check(
        Source.Below("src/RcuSim/Locking", "src/RcuSim/Maple", "src/RcuSim/Mm")));

    [Fact]
    public void An_order_below_its_comment_passes() =>
        Expect.None(Check("// (A) Publishes; pairs with (B) in C.\n" + Store));

    [Fact]
    public void An_order_without_comment_is_caught() =>
        Expect.One("C.cs:1: this order has no letter", Check(Store));

    [Fact]
    public void An_order_imported_by_name_is_caught() =>
        Expect.One("has no letter", Check("// Publishes.\nmachine.Load(word, Acquire);\n"));

    [Fact]
    public void A_fence_without_comment_is_caught() =>
        Expect.One("has no letter", Check("machine.Fence(FenceKind.Write);\n"));

    [Fact]
    public void A_comment_far_above_does_not_count() => Expect.One("has no letter", Check(
        "// (A) Publishes; pairs with (B) in C.\n" + new string('\n', 9) + Store));

    private static IEnumerable<string> Check(string code) =>
        LetteredRule.Check([new("src/RcuSim/Maple/C.cs", code)]);
}
