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
    public void WhatIsNotNeededIsLeftOut(int a, int b, int c)
    {
        TreeOperation[] needed = [all[a], all[b], all[c]];
        var found = SequenceProperty.Shortest(
            operations => Assert.False(needed.All(operations.Contains), "all three"), all);
        Assert.Equal(needed, found?.Operations);
        Assert.Contains("all three", found?.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatHoldsHasNoCounterexample() => Assert.Null(SequenceProperty.Shortest(_ => { }, all));

    [Fact]
    public void AFailureNamesEachOperation()
    {
        var failure = Assert.ThrowsAny<Exception>(() => SequenceProperty.Holds(
            operations => Assert.DoesNotContain(TreeVerb.Erase, operations.Select(each => each.Verb)), 20));
        var inner = Assert.IsType<XunitException>(failure.InnerException);
        const string Begin = "1 operations break it:\n  TreeOperation { Verb = Erase";
        Assert.StartsWith(Begin, inner.Message, StringComparison.Ordinal);
    }
}
