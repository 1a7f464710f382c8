using System.Text.Json;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// The tables that the root of an address space leads to, ascending, each before those below it. Taken while
/// nobody changes them.
/// </summary>
internal sealed class TableSnapshot<TMachine>
    where TMachine : struct, IMachine
{
    private readonly OrderedDictionary<ulong, Place> tables = [];

    /// <summary>Takes a snapshot.</summary>
    public TableSnapshot(PageTables<TMachine> all) => Visit(all.Root, 0);

    /// <summary>Writes all tables.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var place in tables.Values)
        {
            Write(json, place);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes those that were taken out since, in that order.</summary>
    public void Write(Utf8JsonWriter json, TableBatch<TMachine> batch)
    {
        json.WriteStartArray();
        for (var table = batch.First; table.Exists; table = batch.Next(table))
        {
            Write(json, tables[table.Address]);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Place place)
    {
        json.WriteStartArray();
        json.WriteStringValue(place.Level switch
        {
            TableLevel.Pte => "pte",
            TableLevel.Pmd => "pmd",
            _ => "pud",
        });
        json.WriteStringValue(CaseAnswer.Hex(place.Start));
        json.WriteEndArray();
    }

    private void Visit(PageTable<TMachine> table, ulong start)
    {
        if (table.Level == TableLevel.Pte)
        {
            return;
        }

        ulong last = start + ((ulong)table.Level.EntriesOf() * table.Level.EntrySpan()) - 1;
        var entries = table.In(start, last);
        while (entries.MoveNext())
        {
            var below = table.Below(entries.Index);
            tables.Add(below.Address, new(below.Level, entries.First));
            Visit(below, entries.First);
        }
    }

    private readonly record struct Place(TableLevel Level, ulong Start);
}
