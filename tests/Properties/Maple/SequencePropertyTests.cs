using Xunit.Sdk;

namespace RcuSim.Tests.Properties.Maple;

public class SequencePropertyTests
{
    private static readonly TreeOperation[] all =
        [.. Enumerable.Range(0, 100).Select(n => new TreeOperation(TreeVerb.Store, (ulong)n, (ulong)n, 1))];

    [Theory]
    [InlineData(0, 1, 99)]
    [InlineData(17, 50, 51)]
    [InlineData(3, 4, 5)]
    public void What_is_not_needed_is_left_out(int a, int b, int c)
    {
        TreeOperation[] needed = [all[a], all[b], all[c]];
        var found = SequenceProperty.Shortest(
            operations => Assert.False(needed.All(operations.Contains), "all three"), all);
        Assert.Equal(needed, found?.Operations);
        Assert.Contains("all three", found?.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_holds_has_no_counterexample() => Assert.Null(SequenceProperty.Shortest(_ => { }, all));

    [Fact]
    public void A_failure_names_each_operation()
    {
        var failure = Assert.ThrowsAny<Exception>(() => SequenceProperty.Holds(
            operations => Assert.DoesNotContain(TreeVerb.Erase, operations.Select(each => each.Verb)), 20));
        var inner = Assert.IsType<XunitException>(failure.InnerException);
        const string Begin = "1 operations break it:\n  TreeOperation { Verb = Erase";
        Assert.StartsWith(Begin, inner.Message, StringComparison.Ordinal);
    }
}
