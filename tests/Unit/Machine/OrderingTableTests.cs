using System.Text.RegularExpressions;
using RcuSim.Machine;
using RcuSim.Scenarios;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>
/// The tables of docs/ordering.md that say what each event orders, and what is reported without an order.
/// </summary>
public partial class OrderingTableTests
{
    private const string Events = "| event | acquires from | releases to | may wait for | full fence |";
    private const string Mutants = "| order taken away | in scenario | reported as |";
    private const string Orders = "| order | marked | acquires | releases | full fence |";

    [Fact]
    [Trait("Category", Passage.Category)]
    public void The_tables_are_those_of_the_code()
    {
        Passage.InTable(Page, Events).ShouldShow(EventRows());
        Passage.InTable(Page, Orders).ShouldShow(OrderRows());
        Passage.InTable(Page, Mutants).ShouldShow(MutantRows());
    }

    private static string Page => Pages.At("docs", "ordering.md");

    /// <summary>A row for each kind that orders anything; neighbours that order the same share one.</summary>
    private static IEnumerable<string> EventRows()
    {
        var rows = Enum.GetValues<OperationKind>().SelectMany(Forms).ToList();
        for (int i = 0, next; i < rows.Count; i = next)
        {
            for (next = i + 1; next < rows.Count && rows[next].Orders == rows[i].Orders;)
                next++;
            string name = next == i + 1 ? rows[i].Name : $"{rows[i].Name} … {rows[next - 1].Name}";
            yield return $"| {name} | {rows[i].Orders}";
        }
    }

    private static IEnumerable<(string Name, string Orders)> Forms(OperationKind kind)
    {
        var exclusive = Synchronisation.Of(Of(kind, LockMode.Write));
        var shared = Synchronisation.Of(Of(kind, LockMode.Read));
        string name = Words(kind);
        if (exclusive != shared)
            return [($"{name}, exclusive", Cells(exclusive)), ($"{name}, shared", Cells(shared))];
        return exclusive == default ? [] : [(name, Cells(exclusive))];
    }

    private static Operation Of(OperationKind kind, LockMode mode) => new()
    {
        Kind = kind,
        Detail = (byte)mode,
    };

    private static string Cells(Synchronisation row) =>
        $"{Channels(row.Acquires)} | {Channels(row.Releases)} | {Channels(row.BlocksOn)} "
            + $"| {Yes(row.IsFull)} |";

    private static string Channels(SyncChannels channels) => channels == SyncChannels.None
        ? ""
        : string.Join(", ", Enum.GetValues<SyncChannels>()
            .Where(one => one != SyncChannels.None && channels.HasFlag(one))
            .Select(one => Words(one)));

    private static IEnumerable<string> OrderRows() => Enum.GetValues<MemoryOrder>().Select(order =>
        $"| {Words(order)} | {Yes(order.IsMarked())} | {Yes(order.Acquires())} | {Yes(order.Releases())} "
            + $"| {Yes(order == MemoryOrder.Full)} |");

    private static IEnumerable<string> MutantRows() => OrderMutants.All.Select(mutant =>
        $"| {mutant.Layer} {mutant.Letter} | {mutant.Scenario ?? $"({Alone(mutant.Layer)} alone)"} "
            + $"| {string.Join(", ", mutant.Expected.Select(kind => Words(kind)))} |");

    private static string Alone(string layer) => layer switch
    {
        "Locking" => "a lock",
        "Mm" => "page tables",
        _ => "a tree",
    };

    private static string Yes(bool value) => value ? "yes" : "";

    private static string Words<T>(T name)
        where T : notnull => Capital().Replace($"{name}", " $0").Trim().ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
