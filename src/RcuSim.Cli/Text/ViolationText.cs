namespace RcuSim.Cli;

/// <summary>Writes a violation for people: the message, the numbered explanation, the timeline.</summary>
internal static class ViolationText
{
    public static void Write(TextWriter output, ViolationReport violation)
    {
        output.WriteLine(violation.Sentence);
        output.WriteLine();
        for (int i = 0; i < violation.Argument.Count; i++)
        {
            output.WriteLine($"{i + 1,3}. {violation.Argument[i]}");
        }

        output.WriteLine();
        output.Write(violation.Timeline);
        output.WriteLine();
    }
}
