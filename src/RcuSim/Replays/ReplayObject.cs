using System.Text.Json;
using RcuSim.Explaining;

namespace RcuSim.Replays;

/// <summary>
/// An object of a replay file, asked for fields that must be there and must be of a kind. Throws
/// <see cref="ReplayFormatException"/>, which names the field.
/// </summary>
internal readonly struct ReplayObject
{
    private const int LongestText = 1 << 16;
    private readonly JsonElement element;
    private readonly string path;

    private ReplayObject(JsonElement element, string path)
    {
        this.element = element;
        this.path = path;
        var names = new HashSet<string>();
        foreach (var field in element.EnumerateObject())
        {
            if (!names.Add(NameOf(field)))
            {
                throw new ReplayFormatException($"{Path(NameOf(field))} is there twice");
            }
        }
    }

    /// <summary>An element that must be an object.</summary>
    public static ReplayObject Of(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? new(element, path)
            : throw new ReplayFormatException($"{path} must be an object");

    /// <summary>Refuses fields of other names.</summary>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var field in element.EnumerateObject())
        {
            if (!names.Contains(NameOf(field)))
            {
                throw new ReplayFormatException($"{Path(NameOf(field))} is not a field of a replay file");
            }
        }
    }

    /// <summary>An object in a field.</summary>
    public ReplayObject Object(string name) => Of(Field(name), Path(name));

    /// <summary>A text in a field; null if there is no such text.</summary>
    public string? OptionalText(string name) =>
        element.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String
            ? TextOf(field, Path(name))
            : null;

    /// <summary>A text in a field.</summary>
    public string Text(string name) => TextOf(Field(name), Path(name));

    /// <summary>An array of texts in a field.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        string at = Path(name);
        return [.. Items(name).Select((item, i) => TextOf(item, $"{at}[{i}]"))];
    }

    /// <summary>All fields, which must be texts.</summary>
    public IReadOnlyDictionary<string, string> AllTexts()
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject())
        {
            string name = NameOf(field);
            texts[name] = TextOf(field.Value, Path(name));
        }

        return texts;
    }

    /// <summary>A whole number in a field.</summary>
    public long Number(string name, long least, long most) => NumberOf(Field(name), Path(name), least, most);

    /// <summary>A whole number of 64 bits without sign in a field.</summary>
    public ulong Unsigned(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Number } field && field.TryGetUInt64(out ulong value)
            ? value
            : throw new ReplayFormatException(
                $"{Path(name)} must be a whole number from 0 to {ulong.MaxValue}");

    /// <summary>An array of whole numbers, from 0, in a field.</summary>
    public IReadOnlyList<int> Numbers(string name)
    {
        string at = Path(name);
        return [.. Items(name).Select((item, i) => (int)NumberOf(item, $"{at}[{i}]", 0, int.MaxValue))];
    }

    private static long NumberOf(JsonElement item, string path, long least, long most) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long value)
        && value >= least && value <= most
            ? value
            : throw new ReplayFormatException($"{path} must be a whole number from {least} to {most}");

    private static string TextOf(JsonElement item, string path)
    {
        if (item.ValueKind != JsonValueKind.String)
        {
            throw new ReplayFormatException($"{path} must be a text");
        }

        string text = Decode(item, path);
        return text.Length <= LongestText && Printable.Is(text)
            ? text
            : throw new ReplayFormatException($"{path} is no plain line of text");
    }

    private static string Decode(JsonElement item, string path)
    {
        try
        {
            return item.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ReplayFormatException($"{path} is not valid Unicode");
        }
    }

    private string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name is { Length: <= LongestText } name && Printable.Is(name)
                ? name
                : throw new ReplayFormatException($"{path} has a field whose name is no plain text");
        }
        catch (InvalidOperationException)
        {
            throw new ReplayFormatException($"{path} has a field whose name is not valid Unicode");
        }
    }

    private JsonElement Field(string name) => element.TryGetProperty(name, out var field)
        ? field
        : throw new ReplayFormatException($"{Path(name)} is missing");

    private JsonElement.ArrayEnumerator Items(string name) =>
        Field(name) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray()
            : throw new ReplayFormatException($"{Path(name)} must be an array");

    private string Path(string name) => path == "the file" ? name : $"{path}.{name}";
}
