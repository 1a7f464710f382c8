using RcuSim.Samples;
using RcuSim.Samples.WhichCeiling;

// A fork fails at its second VMA. Which limits free the child's page tables, and no more?
Layout[] layouts =
[
    new("in the same 2 MiB", 0x7f00_0000_1000, 0x7f00_0000_3000),
    new("in the same 1 GiB", 0x7f00_0000_1000, 0x7f00_0020_1000),
    new("in the same 512 GiB", 0x7f00_0000_1000, 0x7f00_4000_1000),
    new("in the next 512 GiB", 0x7f00_0000_1000, 0x7f80_0000_0000),
    new("libraries, after the heap", 0x5555_5555_4000, 0x7f00_0000_1000),
];
Way[] ways =
[
    new("next", "v65", layout => $"\"ceiling\":\"{layout.Failing}\""),
    new("no limit", "v70", _ => "\"ceiling\":\"0x0\",\"tree_end\":\"0x0\""),
    new("apart", "v70", layout => $"\"ceiling\":\"0x0\",\"tree_end\":\"{layout.Failing}\""),
    new("mark", "v68", _ => "\"ceiling\":\"0x0\",\"zero\":1"),
    new("swapped", "v70", layout => $"\"ceiling\":\"{layout.Failing}\",\"tree_end\":\"0x0\""),
];

var table = new OutcomeTable();
table.Expect("next: leak", "the first VMA that is not the child's as ceiling, as if somebody lived there");
table.Expect("next: clean", "it is so far away that they share no table: the layouts that hide the leak");
table.Expect("no limit: parent hurt", "no table is left, but the walk goes on into the parent's VMAs");
table.Expect("apart: clean", "the top as ceiling, and a limit of its own for the walk over the tree");
table.Expect("mark: clean", "the top as ceiling; the walk ends at a mark in the tree");
table.Expect("swapped: leak, parent hurt", "each limit in the other's place: both mistakes at once");
table.Expect("swapped: parent hurt", "and the leak does not show where they share no table");

Console.WriteLine($"{"the failing VMA lies",-28}{string.Concat(ways.Select(way => $"{way.Name,10}"))}");
foreach (var layout in layouts)
{
    Console.Write($"{layout.Name,-28}");
    foreach (var way in ways)
    {
        var rest = Rest.Of(layout, way);
        Console.Write($"{rest.Bytes + (rest.ParentHurt ? "*" : ""),10}");
        table.Count($"{way.Name}: {rest.Outcome}");
    }

    Console.WriteLine();
}

Console.WriteLine("bytes of page tables that nobody frees any more; * the parent's VMA is taken apart");
Console.WriteLine();
return table.Write(Console.Out) ? 0 : 1;
