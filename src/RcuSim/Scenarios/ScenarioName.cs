using System.Text;

namespace RcuSim.Scenarios;

/// <summary>The name of a scenario that does not say how it is called.</summary>
internal static class ScenarioName
{
    private const string Ending = "Scenario";

    /// <summary>The words of a type's name, in small letters.</summary>
    public static string Of(Type type)
    {
        string name = type.Name.Split('`')[0];
        bool isLong = name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.Ordinal);
        var text = new StringBuilder();
        foreach (char letter in isLong ? name[..^Ending.Length] : name)
        {
            bool begins = char.IsAsciiLetterUpper(letter) && text.Length > 0 && text[^1] != '-';
            text.Append(begins ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
