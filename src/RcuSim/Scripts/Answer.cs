using System.Text;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>Builds the JSON line that answers one operation.</summary>
internal sealed class Answer
{
    private readonly StringBuilder text = new();

    /// <summary>Begins the answer to an operation.</summary>
    public Answer Begin(long number, ScriptLine line)
    {
        text.Clear().Append('{');
        Add("i", number).Add("op", line.Operation);
        if (line.Failing != FailingRequests.None)
        {
            Add("fail", line.Failing == FailingRequests.All ? "all" : "nowait");
        }

        if (line.IsForced)
        {
            AddJson("force", "true");
        }

        return line.HasTree && !line.IsOnCursor ? Add("t", line.Tree) : this;
    }

    /// <summary>Begins an object, to which fields are added until <see cref="Close"/>.</summary>
    public Answer Open(string key) => AddJson(key, "{");

    /// <summary>Ends the object begun last.</summary>
    public Answer Close()
    {
        text.Append('}');
        return this;
    }

    /// <summary>Adds a number.</summary>
    public Answer Add(string key, ulong value)
    {
        AppendKey(key).Append(value);
        return this;
    }

    /// <summary>Adds a number that may be negative.</summary>
    public Answer Add(string key, long value)
    {
        AppendKey(key).Append(value);
        return this;
    }

    /// <summary>Adds a word.</summary>
    public Answer Add(string key, string word)
    {
        AppendKey(key).Append('"').Append(word).Append('"');
        return this;
    }

    /// <summary>Adds a stored value, or null.</summary>
    public Answer AddValue(string key, ulong value) => AddJson(key, ValueText(value));

    /// <summary>Adds JSON as it is.</summary>
    public Answer AddJson(string key, string json)
    {
        AppendKey(key).Append(json);
        return this;
    }

    /// <summary>The whole line.</summary>
    public string End() => Close().text.ToString();

    /// <summary>A stored value as it is written in an answer.</summary>
    public static string ValueText(ulong value) => value switch
    {
        0 => "null",
        MapleEntry.Zero => "\"zero\"",
        _ when (value & 1) == 0 => "\"other\"",
        _ => $"{MapleEntry.ToInteger(value)}",
    };

    private StringBuilder AppendKey(string key)
    {
        text.Append(text[^1] == '{' ? "" : ",");
        return text.Append('"').Append(key).Append("\":");
    }
}
