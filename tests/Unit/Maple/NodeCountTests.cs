using System.Text.Json.Nodes;
using RcuSim.Scripts;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>How many nodes Linux's own tree takes for a process-like layout.</summary>
public class NodeCountTests
{
    [Theory]
    [InlineData(21, 3, 2, 1, 2, 8)]
    [InlineData(121, 14, 11, 3, 3, 24)]
    [InlineData(221, 22, 19, 3, 3, 39)]
    [InlineData(421, 41, 36, 5, 3, 72)]
    [InlineData(821, 78, 69, 9, 3, 136)]
    [InlineData(1621, 154, 136, 18, 4, 264)]
    [InlineData(3221, 304, 269, 35, 4, 522)]
    [InlineData(6421, 604, 536, 68, 4, 1036)]
    [InlineData(20000, 1878, 1667, 211, 5, 3219)]
    [InlineData(100000, 9378, 8334, 1044, 6, 16075)]
    public void Are_those_of_the_kernel(
        int entries, int nodes, int leaves, int inner, int height, int preallocated)
    {
        var answers = ScriptRun.Of(
            $"new 0 arange\nfilllay 0 {entries} 2 1\nstats 0\nnew 1 arange\ndup 0 1\nnew 2 arange\n"
            + $"bulklay 2 {entries} 2",
            ScriptMachineKind.Native);
        var stats = JsonNode.Parse(answers[2])!;
        Assert.Equal(leaves, (int)stats["leaf_64"]!);
        Assert.Equal(inner, (int)stats["arange_64"]!);
        Assert.Equal(height, (int)stats["height"]!);
        Assert.Equal(nodes, (int)JsonNode.Parse(answers[4])!["alloc"]!);
        Assert.Equal(preallocated, (int)JsonNode.Parse(answers[6])!["pre"]!);
    }
}
