namespace RcuSim.Tests.Unit.Maple;

/// <summary>One recorded script.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="Script">The script.</param>
/// <param name="Answers">The kernel's answers, one line for each operation.</param>
internal sealed record GoldenRecording(string Name, string Script, string Answers)
{
    /// <summary>The operations.</summary>
    public string[] Operations => Script.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The answers.</summary>
    public string[] Lines => Answers.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
