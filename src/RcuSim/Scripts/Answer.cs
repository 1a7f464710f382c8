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
        text.Clear();
        text.Append("{\"i\":").Append(number).Append(",\"op\":\"").Append(line.Operation).Append('"');
        return Add("t", line.Tree);
    }

    /// <summary>Adds a number.</summary>
    public Answer Add(string key, ulong value)
    {
        text.Append(",\"").Append(key).Append("\":").Append(value);
        return this;
    }

    /// <summary>Adds a number that may be negative.</summary>
    public Answer Add(string key, long value)
    {
        text.Append(",\"").Append(key).Append("\":").Append(value);
        return this;
    }

    /// <summary>Adds a word.</summary>
    public Answer Add(string key, string word)
    {
        text.Append(",\"").Append(key).Append("\":\"").Append(word).Append('"');
        return this;
    }

    /// <summary>Adds a stored value, or null.</summary>
    public Answer AddValue(string key, ulong value)
    {
        text.Append(",\"").Append(key).Append("\":");
        AppendValue(text, value);
        return this;
    }

    /// <summary>Adds JSON as it is.</summary>
    public Answer AddJson(string key, string json)
    {
        text.Append(",\"").Append(key).Append("\":").Append(json);
        return this;
    }

    /// <summary>The whole line.</summary>
    public string End() => text.Append('}').ToString();

    /// <summary>Writes a stored value, or null.</summary>
    public static void AppendValue(StringBuilder to, ulong value)
    {
        if (value == 0)
        {
            to.Append("null");
        }
        else
        {
            to.Append(MapleEntry.ToInteger(value));
        }
    }
}
