namespace RcuSim.Scripts;

/// <summary>A script of cases, a line of JSON each, which are printed again with their answers.</summary>
internal static class CaseLines
{
    /// <summary>Runs the lines of a script.</summary>
    /// <param name="script">The script; blank lines and lines that begin with # are skipped.</param>
    /// <param name="answers">Gets one line for each case.</param>
    /// <param name="answer">
    /// Answers a line; throws <see cref="ScriptFormatException"/> if it does not understand it.
    /// </param>
    /// <returns>
    /// Null, or the first line that is not understood and what was expected; the lines before it are
    /// answered.
    /// </returns>
    public static string? Run(TextReader script, TextWriter answers, Func<string, string> answer)
    {
        long number = 0;
        while (script.ReadLine() is { } text)
        {
            number++;
            if (ScriptSyntax.IsSilent(text))
            {
                continue;
            }

            try
            {
                answers.WriteLine(answer(text));
            }
            catch (ScriptFormatException wrong)
            {
                return $"line {number}: {wrong.Message}";
            }
        }

        return null;
    }
}
