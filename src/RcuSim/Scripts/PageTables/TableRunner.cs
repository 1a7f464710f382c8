using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>Carries out a case on page tables and answers it.</summary>
/// <param name="machine">The machine.</param>
internal sealed class TableRunner<TMachine>(TMachine machine)
    where TMachine : struct, IMachine
{
    private readonly TableAnswer answer = new();

    /// <summary>Runs a case on fresh memory.</summary>
    /// <returns>The line with the answers.</returns>
    public string Run(TableCase line)
    {
        using var space = new TableSpace<TMachine>(machine, line);
        answer.Begin(line, space.Mm.Tables.Bytes);
        var tables = new TableSnapshot<TMachine>(space.Mm.Tables);
        for (int i = 0; i < line.Operations.Count; i++)
        {
            tables = Run(space, line.Operations[i], $"ops[{i}]", tables);
        }

        return answer.End();
    }

    /// <summary>Runs an operation; returns the tables that it leaves.</summary>
    private TableSnapshot<TMachine> Run(
        TableSpace<TMachine> space, TableOperation operation, string path, TableSnapshot<TMachine> before)
    {
        answer.Begin(operation);
        var tables = space.Mm.Tables;
        var batch = new TableBatch<TMachine>(machine);
        if (operation is RangeOperation { Range: var range })
        {
            tables.FreeRange(range, ref batch);
        }
        else
        {
            TearDown(space, (TeardownOperation)operation, path, ref batch);
        }

        answer.Freed(before, batch);
        batch.Free();
        var left = new TableSnapshot<TMachine>(tables);
        answer.End(tables.Bytes, left);
        return left;
    }

    /// <summary>Takes VMAs apart; they are gone for later operations.</summary>
    private void TearDown(
        TableSpace<TMachine> space, TeardownOperation operation, string path, ref TableBatch<TMachine> batch)
    {
        var first = space.Vma(operation.First, $"{path}.first");
        var marked = operation.Marked is { } number ? space.Vma(number, $"{path}.zero") : default;
        if (marked.Exists)
        {
            space.Mark(marked, marked: true);
        }

        var ranges = new List<TableRange>();
        Zapping.Run(space.Mm, first, operation.Limits.TreeEnd);
        var teardown = TableTeardown<TMachine>.From(space.Mm, first, operation.Limits);
        while (teardown.UnlinkNext(out var range))
        {
            ranges.Add(range);
            space.Mm.Tables.FreeRange(range, ref batch);
        }

        if (marked.Exists)
        {
            space.Mark(marked, marked: false);
        }

        answer.Unlinked(space.TakeUnlinked(), ranges);
    }
}
