using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>Writes a case on page tables again, with the answers, in the order of the recordings.</summary>
internal sealed class TableAnswer
{
    private static readonly JsonWriterOptions options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly MemoryStream text = new();
    private readonly Utf8JsonWriter json;

    public TableAnswer() => json = new(text, options);

    /// <summary>A number as it is written everywhere but in counts.</summary>
    public static string Hex(ulong address) => $"0x{address:x}";

    /// <summary>Begins with what the case has, and how many bytes of tables that makes.</summary>
    public void Begin(TableCase line, ulong bytes)
    {
        json.WriteStartObject();
        json.WriteString("name", line.Name);
        json.WriteStartArray("vmas");
        foreach (var vma in line.Vmas)
        {
            WriteArray([Hex(vma.Start), Hex(vma.End), .. vma.IsHuge ? (string[])["huge"] : []]);
        }

        json.WriteEndArray();
        json.WritePropertyName("pages");
        WriteArray([.. line.Pages.Select(Hex)]);
        json.WriteNumber("bytes", bytes);
        json.WriteStartArray("ops");
    }

    /// <summary>Begins an operation.</summary>
    public void Begin(TableOperation operation)
    {
        json.WriteStartObject();
        switch (operation)
        {
            case RangeOperation { Range: var range }:
                json.WriteString("op", "range");
                Write("addr", range.Start);
                Write("end", range.End);
                Write("floor", range.Floor);
                Write("ceiling", range.Ceiling);
                break;
            case TeardownOperation teardown:
                json.WriteString("op", "tables");
                json.WriteString("form", teardown.Form);
                json.WriteNumber("first", teardown.First);
                Write("floor", teardown.Floor);
                Write("ceiling", teardown.Ceiling);
                Write("tree_end", teardown.TreeEnd);
                Write("zero", teardown.Marked);
                break;
        }
    }

    /// <summary>Adds which VMAs were taken apart, by number, and the ranges whose tables went.</summary>
    public void Unlinked(IEnumerable<int> numbers, IEnumerable<TableRange> ranges)
    {
        json.WriteStartArray("unlinked");
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
        json.WriteStartArray("calls");
        foreach (var range in ranges)
        {
            WriteArray([Hex(range.Start), Hex(range.End), Hex(range.Floor), Hex(range.Ceiling)]);
        }

        json.WriteEndArray();
    }

    /// <summary>Adds the tables that were taken out, in that order.</summary>
    public void Freed<TMachine>(TableSnapshot<TMachine> before, TableBatch<TMachine> batch)
        where TMachine : struct, IMachine
    {
        json.WritePropertyName("freed");
        before.Write(json, batch);
    }

    /// <summary>Ends an operation with what is left.</summary>
    public void End<TMachine>(ulong bytes, TableSnapshot<TMachine> left)
        where TMachine : struct, IMachine
    {
        json.WriteNumber("bytes", bytes);
        json.WritePropertyName("left");
        left.Write(json);
        json.WriteEndObject();
    }

    /// <summary>The whole line.</summary>
    public string End()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private void Write(string name, ulong? address)
    {
        if (address is { } value)
        {
            json.WriteString(name, Hex(value));
        }
    }

    private void Write(string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private void WriteArray(ReadOnlySpan<string> words)
    {
        json.WriteStartArray();
        foreach (string word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }
}
