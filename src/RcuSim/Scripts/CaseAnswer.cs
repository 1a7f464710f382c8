using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RcuSim.Scripts;

/// <summary>Writes a case again, with the answers, in the order of the recordings.</summary>
internal abstract class CaseAnswer
{
    private static readonly JsonWriterOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly MemoryStream text = new();

    private protected CaseAnswer() => Json = new(text, options);

    /// <summary>Writes the line.</summary>
    private protected Utf8JsonWriter Json { get; }

    /// <summary>An address as it is written everywhere.</summary>
    public static string Hex(ulong address) => $"0x{address:x}";

    /// <summary>Begins with what the case is called.</summary>
    private protected void BeginCase(string name)
    {
        Json.WriteStartObject();
        Json.WriteString("name", name);
    }
    /// <summary>Ends the steps, and the line.</summary>
    /// <returns>The line.</returns>
    private protected string EndCase()
    {
        Json.WriteEndArray();
        Json.WriteEndObject();
        Json.Flush();
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
