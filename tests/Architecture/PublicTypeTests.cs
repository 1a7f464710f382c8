using System.Text.RegularExpressions;

namespace RcuSim.Tests.Architecture;

/// <summary>What is public is there for a user: a sample or tests/PublicApi, without other access.</summary>
public partial class PublicTypeTests
{
    [Theory]
    [InlineData("src/RcuSim")]
    [InlineData("src/RcuSim.Exploration")]
    [InlineData("src/RcuSim.Xunit")]
    public void Every_public_type_is_used_by_a_user(string project)
    {
        var words = Source.Below("samples", "tests/PublicApi").SelectMany(Words).ToHashSet();
        Expect.None(Unused(Repository.Read($"{project}/PublicAPI.Unshipped.txt"), words));
    }

    [Fact]
    public void A_public_type_that_nobody_uses_is_caught()
    {
        const string api =
            "#nullable enable\nA.B.Lost\nA.B.Lost.Lost() -> void\nA.B.Used<T>\nconst A.B.Used.X = 1 -> int\n";
        var code = new Source(
            "x.cs", "// Lost\nclass LostAndFound { Used<int> f; string s = \"Lost\"; }");
        Expect.One("Lost", Unused(api, [.. Words(code)]));
        Expect.None(Unused(api, ["Lost", "Used"]));
    }

    [Fact]
    public void The_user_sees_no_internals() => Expect.None(
        from path in Repository.Files("src", "*.csproj")
        from friend in Friend().Matches(Repository.Read(path)).Select(match => match.Groups[1].Value)
        where friend.EndsWith("PublicApi", StringComparison.Ordinal) || friend.Contains("Samples")
        select $"{path}: {friend} sees internals");

    private static IEnumerable<string> Unused(string api, HashSet<string> words) =>
        from line in api.Split('\n')
        where TypeLine().IsMatch(line)
        let name = TypeLine().Match(line).Groups[1].Value
        where !words.Contains(name)
        select $"{line}: named in no sample and not in tests/PublicApi";

    /// <summary>The identifiers of a file's code.</summary>
    private static IEnumerable<string> Words(Source source) => source.Root.DescendantTokens()
        .Where(token => token.Parent is not null && char.IsLetter(token.Text.FirstOrDefault()))
        .Select(token => token.ValueText);

    [GeneratedRegex(@"^[\w.]+\.(\w+)(?:<\w+>)?$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("InternalsVisibleTo Include=\"([^\"]+)\"")]
    private static partial Regex Friend();
}
