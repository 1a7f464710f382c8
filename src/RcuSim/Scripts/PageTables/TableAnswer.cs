using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>Writes a case on page tables again, with the answers, in the order of the recordings.</summary>
internal sealed class TableAnswer : CaseAnswer
{
    /// <summary>Begins with what the case has, and how many bytes of tables that makes.</summary>
    public void Begin(TableCase line, ulong bytes)
    {
        BeginCase(line.Name);
        Json.WriteStartArray("vmas");
        foreach (var vma in line.Vmas)
        {
            WriteArray([Hex(vma.Start), Hex(vma.End), .. vma.IsHuge ? (string[])["huge"] : []]);
        }

        Json.WriteEndArray();
        Json.WritePropertyName("pages");
        WriteArray([.. line.Pages.Select(Hex)]);
        Json.WriteNumber("bytes", bytes);
        Json.WriteStartArray("ops");
    }

    /// <summary>Begins an operation.</summary>
    public void Begin(TableOperation operation)
    {
        Json.WriteStartObject();
        switch (operation)
        {
            case RangeOperation { Range: var range }:
                Json.WriteString("op", "range");
                Write("addr", range.Start);
                Write("end", range.End);
                Write("floor", range.Floor);
                Write("ceiling", range.Ceiling);
                break;
            case TeardownOperation teardown:
                Json.WriteString("op", "tables");
                Json.WriteString("form", teardown.Form);
                Json.WriteNumber("first", teardown.First);
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
        Json.WriteStartArray("unlinked");
        foreach (int number in numbers)
        {
            Json.WriteNumberValue(number);
        }

        Json.WriteEndArray();
        Json.WriteStartArray("calls");
        foreach (var range in ranges)
        {
            WriteArray([Hex(range.Start), Hex(range.End), Hex(range.Floor), Hex(range.Ceiling)]);
        }

        Json.WriteEndArray();
    }

    /// <summary>Adds the tables that were taken out, in that order.</summary>
    public void Freed<TMachine>(TableSnapshot<TMachine> before, TableBatch<TMachine> batch)
        where TMachine : struct, IMachine
    {
        Json.WritePropertyName("freed");
        before.Write(Json, batch);
    }

    /// <summary>Ends an operation with what is left.</summary>
    public void End<TMachine>(ulong bytes, TableSnapshot<TMachine> left)
        where TMachine : struct, IMachine
    {
        Json.WriteNumber("bytes", bytes);
        Json.WritePropertyName("left");
        left.Write(Json);
        Json.WriteEndObject();
    }

    /// <summary>The whole line.</summary>
    public string End() => EndCase();

    private void Write(string name, ulong? address)
    {
        if (address is { } value)
        {
            Json.WriteString(name, Hex(value));
        }
    }

    private void Write(string name, int? number)
    {
        if (number is { } value)
        {
            Json.WriteNumber(name, value);
        }
    }

    private void WriteArray(ReadOnlySpan<string> words)
    {
        Json.WriteStartArray();
        foreach (string word in words)
        {
            Json.WriteStringValue(word);
        }

        Json.WriteEndArray();
    }
}
