using RcuSim.Maple;
using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>
/// Where each public step leads from each status: tree, calls that bring a cursor there, the call, and what
/// it returns, the range and the status afterwards.
/// </summary>
public sealed class StepTableTests
{
    private const string Table = """
        # One leaf: put 10 19 1; put 30 39 2
        L | at 15 | next max | 2 30-39 Active
        L | at 15 | nextrange max | null 20-29 Active
        L | at 15 | prev 0 | null 0-9 Underflow
        L | at 15 | prevrange 0 | null 0-9 Active
        L | at 15 | find max | 1 10-19 Active
        L | at 15 | findrange max | 1 10-19 Active
        L | at 15 | findrev 0 | 1 10-19 Active
        L | at 15 | findrangerev 0 | 1 10-19 Active
        L | at 25 | next max | 2 30-39 Active
        L | at 25 | nextrange max | 2 30-39 Active
        L | at 25 | prev 0 | 1 10-19 Active
        L | at 25 | prevrange 0 | 1 10-19 Active
        L | at 25 | find max | 2 30-39 Active
        L | at 25 | findrange max | 2 30-39 Active
        L | at 25 | findrev 0 | 1 10-19 Active
        L | at 25 | findrangerev 0 | 1 10-19 Active
        L | at 15; walk | next max | 2 30-39 Active
        L | at 15; walk | nextrange max | null 20-29 Active
        L | at 15; walk | prev 0 | null 0-9 Underflow
        L | at 15; walk | prevrange 0 | null 0-9 Active
        L | at 15; walk | find max | 2 30-39 Active
        L | at 15; walk | findrange max | null 20-29 Active
        L | at 15; walk | findrev 0 | null 0-9 Underflow
        L | at 15; walk | findrangerev 0 | null 0-9 Active
        L | at 25; walk | next max | 2 30-39 Active
        L | at 25; walk | nextrange max | 2 30-39 Active
        L | at 25; walk | prev 0 | 1 10-19 Active
        L | at 25; walk | prevrange 0 | 1 10-19 Active
        L | at 25; walk | find max | 2 30-39 Active
        L | at 25; walk | findrange max | 2 30-39 Active
        L | at 25; walk | findrev 0 | 1 10-19 Active
        L | at 25; walk | findrangerev 0 | 1 10-19 Active
        L | at 15; walk; pause | next max | 2 30-39 Active
        L | at 15; walk; pause | nextrange max | null 20-29 Active
        L | at 15; walk; pause | prev 0 | null 0-9 Underflow
        L | at 15; walk; pause | prevrange 0 | null 0-9 Active
        L | at 15; walk; pause | find max | 2 30-39 Active
        L | at 15; walk; pause | findrange max | 2 30-39 Active
        L | at 15; walk; pause | findrev 0 | null 0-9 Underflow
        L | at 15; walk; pause | findrangerev 0 | null 0-9 Underflow
        L | at 15; walk; next 19 | next max | 2 30-39 Active
        L | at 15; walk; next 19 | nextrange max | null 20-29 Active
        L | at 15; walk; next 19 | prev 0 | 1 10-19 Active
        L | at 15; walk; next 19 | prevrange 0 | 1 10-19 Active
        L | at 15; walk; next 19 | find max | 1 10-19 Active
        L | at 15; walk; next 19 | findrange max | 1 10-19 Active
        L | at 15; walk; next 19 | findrev 0 | null 0-9 Underflow
        L | at 15; walk; next 19 | findrangerev 0 | null 0-9 Active
        L | at 15; walk; prev 10 | next max | 1 10-19 Active
        L | at 15; walk; prev 10 | nextrange max | 1 10-19 Active
        L | at 15; walk; prev 10 | prev 0 | null 0-9 Underflow
        L | at 15; walk; prev 10 | prevrange 0 | null 0-9 Active
        L | at 15; walk; prev 10 | find max | 1 10-19 Active
        L | at 15; walk; prev 10 | findrange max | 1 10-19 Active
        L | at 15; walk; prev 10 | findrev 0 | null 0-9 Underflow
        L | at 15; walk; prev 10 | findrangerev 0 | null 0-9 Active
        L | at 15; next 15 | next max | 2 30-39 Active
        L | at 15; next 15 | nextrange max | null 20-29 Active
        L | at 15; next 15 | prev 0 | 1 10-19 Active
        L | at 15; next 15 | prevrange 0 | 1 10-19 Active
        L | at 15; next 15 | find max | 1 10-19 Active
        L | at 15; next 15 | findrange max | 1 10-19 Active
        L | at 15; next 15 | findrev 0 | 1 10-19 Active
        L | at 15; next 15 | findrangerev 0 | 1 10-19 Active
        L | at 15; prev 15 | next max | 1 10-19 Active
        L | at 15; prev 15 | nextrange max | 1 10-19 Active
        L | at 15; prev 15 | prev 0 | null 0-9 Underflow
        L | at 15; prev 15 | prevrange 0 | null 0-9 Active
        L | at 15; prev 15 | find max | 1 10-19 Active
        L | at 15; prev 15 | findrange max | 1 10-19 Active
        L | at 15; prev 15 | findrev 0 | 1 10-19 Active
        L | at 15; prev 15 | findrangerev 0 | 1 10-19 Active
        L | at 15; walk; move 12 13 | next max | 2 30-39 Active
        L | at 15; walk; move 12 13 | nextrange max | null 20-29 Active
        L | at 15; walk; move 12 13 | prev 0 | null 0-11 Underflow
        L | at 15; walk; move 12 13 | prevrange 0 | null 0-11 Active
        L | at 15; walk; move 12 13 | find max | 2 30-39 Active
        L | at 15; walk; move 12 13 | findrange max | null 20-29 Active
        L | at 15; walk; move 12 13 | findrev 0 | null 0-11 Underflow
        L | at 15; walk; move 12 13 | findrangerev 0 | null 0-11 Active
        L | at 15; walk | next 19 | null 10-19 Overflow
        L | at 15; walk | next 25 | null 20-29 Overflow
        L | at 15; walk | nextrange 25 | null 20-29 Active
        L | at 35; walk | prev 30 | null 30-39 Underflow
        L | at 35; walk | prev 25 | null 20-29 Underflow
        L | at 35; walk | prevrange 25 | null 20-29 Active
        L | at 15; walk | find 19 | null 10-19 Active
        L | at 15; walk | find 25 | null 20-29 Active
        L | at 15; walk | findrange 25 | null 20-29 Active
        L | at 25 | find 25 | null 20-29 Active
        L | at 25 | find 24 | null 25-25 Start
        L | at 20 | find 20 | null 20-29 Active
        L | at 25 | findrev 20 | null 20-29 Underflow
        L | at 25 | findrev 26 | null 25-25 Start
        L | at 15; walk; pause | find 19 | null 10-19 Paused
        L | at 15; walk; pause | findrev 10 | null 10-19 Underflow
        L | at 15; walk; next 19 | find 19 | null 10-19 Overflow
        L | at 15; walk; prev 10 | find 10 | null 10-19 Overflow
        L | at 15; walk; prev 10 | findrev 10 | null 10-19 Underflow
        L | at 15; walk; next 19 | next 25 | null 20-29 Overflow
        L | at 15; walk; next 19 | prev 12 | null 10-19 Underflow
        L | at 15; walk; prev 10 | next 19 | null 10-19 Overflow
        L | at 25; walk; prev 20 | next 29 | null 20-29 Overflow
        L | at 15; walk; move 12 13 | next 15 | null 12-13 Overflow
        L | at 15; walk; move 12 13 | prev 11 | null 12-13 Underflow
        L | at 15; walk; move 12 13 | find 13 | null 12-13 Active
        L | at 5 4; store 1 | next max | null 5-4 Error
        L | at 5 4; store 1 | next 3 | null 5-4 Overflow
        L | at 5 4; store 1 | prev 0 | null 5-4 Error
        L | at 5 4; store 1 | find max | null 5-4 Error
        L | at 5 4; store 1 | findrev 0 | null 5-4 Error
        # A value in the root word: put 0 0 7
        R | at 0 | next max | null 1-max None
        R | at 0 | prev 0 | null 0-0 Underflow
        R | at 0 | find max | 7 0-0 Root
        R | at 0 | findrev 0 | 7 0-0 Root
        R | at 5 | next max | null 1-max None
        R | at 5 | prev 0 | 7 0-0 Root
        R | at 5 | find max | null 1-max None
        R | at 5 | findrev 0 | 7 0-0 Root
        R | at 0; walk | next max | null 1-max None
        R | at 0; walk | prev 0 | null 0-0 Underflow
        R | at 0; walk | find max | null 1-max None
        R | at 0; walk | findrev 0 | null 0-0 None
        R | at 5; walk | next max | null 1-max Overflow
        R | at 5; walk | prev 0 | 7 0-0 Root
        R | at 5; walk | find max | null 1-max None
        R | at 5; walk | findrev 0 | 7 0-0 Root
        R | at 0; walk; findrev 0 | next max | null 0-0 Root
        R | at 0; walk; findrev 0 | prev 0 | null 0-0 Underflow
        R | at 0; walk; findrev 0 | find max | 7 0-0 Root
        R | at 0; walk; findrev 0 | findrev 0 | null 0-0 None
        R | at 5; pause | next max | null 1-max None
        R | at 5; pause | prev 0 | 7 0-0 Root
        R | at 5; pause | find max | null 1-max None
        R | at 5; pause | findrev 0 | 7 0-0 Root
        R | at 5; next 5 | next max | null 1-max None
        R | at 5; next 5 | prev 0 | 7 0-0 Root
        R | at 5; next 5 | find max | null 1-max None
        R | at 5; next 5 | findrev 0 | 7 0-0 Root
        R | at 5; prev 5 | next max | null 1-max None
        R | at 5; prev 5 | prev 0 | 7 0-0 Root
        R | at 5; prev 5 | find max | null 1-max None
        R | at 5; prev 5 | findrev 0 | 7 0-0 Root
        R | at 5 | prev 3 | 7 0-0 Root
        R | at 5 | findrev 3 | 7 0-0 Root
        R | at 0; walk | next 0 | null 0-0 Overflow
        R | at 5; walk | find 3 | null 1-max None
        R | at 0; walk; next max | find max | null 1-max None
        R | at 0; walk; next max | prev 0 | 7 0-0 Root
        # An empty tree
        E | at 5 | next max | null 0-max None
        E | at 5 | prev 0 | null 0-max None
        E | at 5 | find max | null 0-max None
        E | at 5 | findrev 0 | null 0-0 Root
        E | at 5; walk | next max | null 0-max Overflow
        E | at 5; walk | prev 0 | null 0-max Underflow
        E | at 5; walk | find max | null 0-max None
        E | at 5; walk | findrev 0 | null 0-max None
        E | at 5; pause | next max | null 0-max None
        E | at 5; pause | prev 0 | null 0-max None
        E | at 5; pause | find max | null 0-max None
        E | at 5; pause | findrev 0 | null 0-0 Root
        E | at 5; next 5 | next max | null 0-max None
        E | at 5; next 5 | prev 0 | null 0-max None
        E | at 5; next 5 | find max | null 0-max None
        E | at 5; next 5 | findrev 0 | null 0-0 Root
        E | at 5; prev 5 | next max | null 0-max None
        E | at 5; prev 5 | prev 0 | null 0-max None
        E | at 5; prev 5 | find max | null 0-max None
        E | at 5; prev 5 | findrev 0 | null 0-0 Root
        E | at 0; walk | next max | null 0-max Overflow
        E | at 0 0 | find 0 | null 0-max None
        """;

    private const string LostNodes = """
        # A value in the root word.
        L; at 15; walk; drop; put 0 0 7; prev 0 | 7 0-0 Root
        L; at 15; walk; drop; put 0 0 7; prev 5 | 7 0-0 Root
        L; at 15; walk; drop; put 0 0 7; prev 0; prev 0 | null 0-0 Underflow
        L; at 15; walk; drop; put 0 0 7; prevrange 0 | 7 0-0 Root
        L; at 15; walk; drop; put 0 0 7; findrev 0 | 7 0-0 Root
        L; at 15; walk; drop; put 0 0 7; findrev 0; findrev 0 | null 0-0 None
        L; at 15; walk; drop; put 0 0 7; findrangerev 0 | 7 0-0 Root
        L; at 5; walk; drop; put 0 0 7; findrev 0 | null 0-0 None
        L; at 15; walk; move 12 13; drop; put 0 0 7; prev 0 | 7 0-0 Root
        L; at 15; walk; drop; put 0 0 7; next max | null 1-max None
        L; at 15; walk; drop; put 0 0 7; nextrange max | null 1-max None
        L; at 15; walk; drop; put 0 0 7; find max | null 1-max None
        L; at 15; walk; drop; put 0 0 7; findrange max | null 1-max None
        L; at 15; walk; drop; put 0 0 7; next max; prev 0 | 7 0-0 Root
        # Nothing.
        L; at 15; walk; drop; prev 0 | null 0-max None
        L; at 15; walk; drop; findrev 0 | null 0-max None
        L; at 15; walk; drop; next max | null 0-max None
        L; at 15; walk; drop; find max | null 0-max None
        # Nodes again.
        L; at 15; walk; drop; put 0 0 7; put 3 9 8; prev 0 | 8 3-9 Active
        """;

    public static TheoryData<ScriptMachineKind, MapleTreeFlags> Machines => new()
    {
        { ScriptMachineKind.Native, MapleTreeFlags.None },
        { ScriptMachineKind.Native, MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange },
        { ScriptMachineKind.Traced, MapleTreeFlags.None },
        { ScriptMachineKind.Traced, MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_step_leads_from_every_status_where_it_should(
        ScriptMachineKind machine, MapleTreeFlags flags)
    {
        var rows = Table.Split('\n').Where(row => row[0] != '#').Select(row => row.Split(" | ")).ToList();
        var wrong = rows
            .Select(row => (Row: row, Given: StateScript.Last(
                machine, flags, $"{TreeOf(row[0])}; {row[1]}; {row[2]}")))
            .Where(pair => pair.Given != pair.Row[3])
            .Select(pair => $"{string.Join(" | ", pair.Row)}, given {pair.Given}")
            .ToList();
        Assert.True(rows.Count > 150);
        Assert.Empty(wrong);
    }

    /// <summary>
    /// The cursor's leaf is gone, and with it all nodes: a step then is one from the root word.
    /// </summary>
    [Theory]
    [InlineData(ScriptMachineKind.Native)]
    [InlineData(ScriptMachineKind.Traced)]
    public void A_step_goes_on_in_a_tree_that_lost_its_nodes(ScriptMachineKind machine) =>
        StateTable.Holds(machine, string.Join('\n', LostNodes.Split('\n').SelectMany(row => new[]
        {
            row.Replace("L; ", "r | put 10 19 1; put 30 39 2; ", StringComparison.Ordinal),
            row.Replace("L; ", "ra | fill 40 10; ", StringComparison.Ordinal),
        })));

    private static string TreeOf(string letter) => letter switch
    {
        "L" => "put 10 19 1; put 30 39 2",
        "R" => "put 0 0 7",
        _ => "drop",
    };
}
