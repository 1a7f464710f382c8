using CsCheck;
using RcuSim.Scripts;

namespace RcuSim.Tests.Properties.Scripts;

/// <summary>A cursor goes where a model without nodes says, whatever it is asked for.</summary>
public class CursorModelTests
{
    private static readonly int[] counts = [0, 1, 2, 5, 15, 40, 200];

    private static readonly string[] steps =
    [
        "cnext", "cnextrange", "cprev", "cprevrange", "cfind", "cfindrange", "cfindrev", "cfindrangerev",
    ];

    private static readonly string[] others =
        ["cset", "csetrange", "creset", "cpause", "cwalk", "cstore", "cstoregfp", "cnull", "cerase", "store"];

    /// <summary>An operation, where its limit lies, and two numbers.</summary>
    private static readonly Gen<(string Operation, int Limit, int From, int Length)> step = Gen.Select(
        Gen.Frequency(
            (3, Gen.Int[0, steps.Length - 1].Select(i => steps[i])),
            (2, Gen.Int[0, others.Length - 1].Select(i => others[i]))),
        Gen.Int[0, 10], Gen.Int[0, 1000], Gen.Int[0, 40]);

    [Theory]
    [InlineData("none")]
    [InlineData("rcu")]
    [InlineData("arange")]
    [InlineData("both")]
    public void A_cursor_goes_where_the_rules_say(string flags) =>
        Gen.Select(
            Gen.Int[0, counts.Length - 1], Gen.Int[1, 9], Gen.Int[0, 4], step.Array[1, 60]).Sample(
            (count, size, gap, asked) =>
            {
                var script = new CursorScript(flags);
                script.Fill((ulong)counts[count], (ulong)size, (ulong)gap);
                foreach (var (operation, limit, from, length) in asked)
                {
                    script.Ask(operation, limit, (ulong)from, (ulong)length);
                }

                string? wrong = script.Compare(ScriptMachineKind.Native);
                Assert.True(wrong is null, wrong);
            },
            iter: Fuzz.Inputs / 6);
}
