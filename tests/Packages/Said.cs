namespace RcuSim.Tests.Packages;

/// <summary>What a command said.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Out">Its output, errors among it.</param>
internal sealed record Said(int Code, string Out)
{
    /// <summary>Asserts how it ended; what it said is shown if it did not.</summary>
    public Said Ended(int code)
    {
        Assert.True(Code == code, $"exit code {Code}, expected {code}\n{Out}");
        return this;
    }
}
