using System.Text.Json;
using RcuSim.Explaining;
using RcuSim.Machine;

namespace RcuSim.Scripts;

/// <summary>
/// An object in a line of a script. What is missing, or is not of the kind that is asked for, throws
/// <see cref="ScriptFormatException"/>, which says where it is.
/// </summary>
/// <param name="element">The element, an object.</param>
/// <param name="path">Where it is, as <c>ops[2].</c>; empty for the line itself.</param>
internal readonly struct ScriptObject(JsonElement element, string path)
{
    private const int LongestShown = 40;

    private static readonly JsonDocumentOptions options = new()
    {
        MaxDepth = 8,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a line that must be an object.</summary>
    public static JsonDocument Parse(string text)
    {
        try
        {
            var line = JsonDocument.Parse(text, options);
            return line.RootElement.ValueKind == JsonValueKind.Object
                ? line
                : throw new ScriptFormatException($"expected an object, found {Shown(line.RootElement)}");
        }
        catch (JsonException wrong)
        {
            long at = (wrong.BytePositionInLine ?? 0) + 1;
            throw new ScriptFormatException(
                $"expected an object in JSON, found something else at character {at}");
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair, written out or as it is: the names of fields are compared.
            throw new ScriptFormatException("expected an object in JSON, found half of a character");
        }
    }

    /// <summary>Refuses fields of other names.</summary>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var field in element.EnumerateObject())
        {
            if (!names.Contains(field.Name))
            {
                string known = string.Join(", ", names);
                throw new ScriptFormatException($"expected the fields {known}, found '{path}{field.Name}'");
            }
        }
    }

    /// <summary>True if there is such a field.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out _);

    /// <summary>A text.</summary>
    public string Text(string name) =>
        TextOf(Field(name)) ?? throw Expected($"'{path}{name}' to be a plain line of text", Field(name));

    /// <summary>A whole number from 0 to one less than a bound.</summary>
    /// <param name="name">The field.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="meaning">What the number is, for the error.</param>
    public int Number(string name, int bound, string meaning) =>
        Field(name) is { ValueKind: JsonValueKind.Number } field && field.TryGetInt32(out int value)
        && value >= 0 && value < bound
            ? value
            : throw Expected($"'{path}{name}' to be {meaning}", Field(name));

    /// <summary>An address up to a bound, which is allowed.</summary>
    public ulong Address(string name, ulong most) => AddressOf(Field(name), path + name, most);

    /// <summary>The items of an array, each with where it is.</summary>
    public IEnumerable<(JsonElement Item, string Path)> Items(string name) =>
        Items(Field(name), path + name);

    /// <summary>The items of an element that must be an array, each with where it is.</summary>
    public static IEnumerable<(JsonElement Item, string Path)> Items(JsonElement array, string path) =>
        array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Select((item, i) => (item, $"{path}[{i}]"))
            : throw Expected($"'{path}' to be an array", array);

    /// <summary>An element that must be an object.</summary>
    public static ScriptObject Of(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? new(element, $"{path}.")
            : throw Expected($"'{path}' to be an object", element);

    /// <summary>An element that must be an address, written as <c>"0x1000"</c>.</summary>
    public static ulong AddressOf(JsonElement element, string path, ulong most) =>
        TextOf(element) is { } text && text.StartsWith("0x", StringComparison.Ordinal)
        && PlainNumber.TryHex(text.AsSpan(2), out ulong value) && value <= most
            ? value
            : throw Expected($"'{path}' to be an address from \"0x0\" to \"0x{most:x}\"", element);

    /// <summary>A text that fits one line; null if the element is something else.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String && element.GetString() is { } text
                && Printable.Is(text)
                ? text
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    /// <summary>What to say of an element that is something else.</summary>
    public static ScriptFormatException Expected(string what, JsonElement found) =>
        new($"expected {what}, found {Shown(found)}");

    private static string Shown(JsonElement element)
    {
        string text = element.GetRawText();
        return text.Length <= LongestShown ? text : $"{Printable.Cut(text, LongestShown)}…";
    }

    private JsonElement Field(string name) => element.TryGetProperty(name, out var field)
        ? field
        : throw new ScriptFormatException($"expected a field '{path}{name}', found none");
}
