using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Scripts;
using RcuSim.Tests.Properties.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>
/// Calls on one tree and one cursor, written as text, so that the specification's tables can stand in tests
/// as tables. Statements are separated by semicolons; each has an outcome.
/// </summary>
/// <remarks>
/// A cursor's outcome is what the call returned, the cursor's range and its status. Numbers may be written
/// <c>max</c> and <c>max-N</c>; values are small integers, <c>null</c>, <c>zero</c> (the zero entry) or
/// <c>#N</c> (the number itself).
/// </remarks>
internal static class StateScript
{
    /// <summary>The outcome of the last statement.</summary>
    public static string Last(ScriptMachineKind machine, MapleTreeFlags flags, string text) =>
        All(machine, flags, text)[^1];

    /// <summary>The outcomes of all statements.</summary>
    public static string[] All(ScriptMachineKind machine, MapleTreeFlags flags, string text) =>
        machine == ScriptMachineKind.Native
            ? Run(new NativeTreeWorld(), flags, text)
            : Run(new TracedTreeWorld(), flags, text);

    private static string[] Run<TMachine>(ITreeWorld<TMachine> world, MapleTreeFlags flags, string text)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            var runner = new StateScriptRunner<TMachine>(world, flags);
            var outcomes = text.Split("; ")
                .Select(statement => runner.Do(statement.Split(' ')))
                .ToArray();
            world.Verify();
            return outcomes;
        }
    }

    /// <summary>A number as written.</summary>
    public static ulong Number(string word) => word switch
    {
        "max" => ulong.MaxValue,
        _ when word.StartsWith("max-", StringComparison.Ordinal) => ulong.MaxValue - ulong.Parse(word[4..]),
        _ => ulong.Parse(word),
    };

    /// <summary>A number as it is written.</summary>
    public static string Text(ulong number) =>
        number == ulong.MaxValue ? "max" : number >> 63 == 1 ? $"max-{ulong.MaxValue - number}" : $"{number}";

    /// <summary>A value as written.</summary>
    public static ulong Value(string word) => word switch
    {
        "null" => 0,
        "zero" => MapleEntry.Zero,
        _ when word[0] == '#' => ulong.Parse(word[1..]),
        _ => MapleEntry.FromInteger(ulong.Parse(word)),
    };

    /// <summary>A value as it is written.</summary>
    public static string ValueText(ulong value) => value switch
    {
        0 => "null",
        MapleEntry.Zero => "zero",
        _ when (value & 1) == 0 => $"#{value}",
        _ => $"{MapleEntry.ToInteger(value)}",
    };
}
