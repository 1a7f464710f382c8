using RcuSim.Maple;
using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>
/// A table of <see cref="StateScript"/>s: the tree's flags (<c>-</c> none, <c>r</c> RCU mode, <c>a</c> gap
/// tracking, <c>ra</c> both, <c>*</c> each of them), the statements, and the outcome of the last.
/// </summary>
internal static class StateTable
{
    /// <summary>Every row holds on a machine.</summary>
    public static void Holds(ScriptMachineKind machine, string table)
    {
        var wrong = new List<string>();
        foreach (var line in table.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var row = line.Split(" | ");
            foreach (var flags in FlagsOf(row[0]))
            {
                var given = StateScript.Last(machine, flags, row[1]);
                if (given != row[2])
                    wrong.Add($"{line}, given {given} with {flags}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static MapleTreeFlags[] FlagsOf(string letters) => letters switch
    {
        "*" => [.. new[] { "-", "r", "a", "ra" }.SelectMany(FlagsOf)],
        "-" => [MapleTreeFlags.None],
        "r" => [MapleTreeFlags.Rcu],
        "a" => [MapleTreeFlags.AllocRange],
        "ra" => [MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange],
        _ => throw new ArgumentException($"no flags {letters}", nameof(letters)),
    };
}
