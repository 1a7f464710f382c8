namespace RcuSim.Tests.Architecture;

/// <summary>Assertions on the list of violations a rule returns.</summary>
internal static class Expect
{
    public static void None(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    /// <summary>A planted violation: exactly one is reported, and it names the culprit.</summary>
    public static void One(string culprit, IEnumerable<string> violations) =>
        Assert.Contains(culprit, Assert.Single(violations));
}
