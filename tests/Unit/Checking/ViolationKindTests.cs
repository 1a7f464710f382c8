using RcuSim.Explaining;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Kinds of violations, known ones and a user's own.</summary>
public class ViolationKindTests
{
    [Fact]
    public void Kinds_of_one_name_are_equal_whether_latent_or_not()
    {
        var kind = new ViolationKind("ABA");
        Assert.Equal(kind, new("ABA", isLatent: true));
        Assert.Equal(kind.GetHashCode(), new ViolationKind("ABA").GetHashCode());
        Assert.True(kind == new ViolationKind("ABA"));
        Assert.True(kind != ViolationKind.Imbalance);
        Assert.False(kind.Equals((object?)null));
        Assert.Equal("ABA", kind.ToString());
    }

    [Fact]
    public void Every_known_kind_bears_the_name_of_its_member()
    {
        var members = typeof(ViolationKind).GetProperties()
            .Where(member => member.PropertyType == typeof(ViolationKind)).ToList();
        Assert.Equal(25, members.Count);
        Assert.All(members, member => Assert.Equal(member.Name, $"{member.GetValue(null)}"));
    }

    [Fact]
    public void Only_what_does_harm_later_is_latent()
    {
        Assert.True(ViolationKind.DataRace.IsLatent);
        Assert.True(ViolationKind.LockOrder.IsLatent);
        Assert.True(ViolationKind.UnprotectedWalk.IsLatent);
        Assert.False(ViolationKind.UseAfterFree.IsLatent);
        Assert.False(new ViolationKind("ABA").IsLatent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("a b")]
    [InlineData("Überlauf")]
    [InlineData("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_malformed_name_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new ViolationKind(name));
}
