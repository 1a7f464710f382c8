using RcuSim.History;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// With scheduling points only where the filter wants them, a program can end in every way in which it can
/// end with a scheduling point before each event.
/// </summary>
public class FilterTests
{
    private const int Programs = 300;
    private const int Most = 1000;

    [Fact]
    public void Random_programs_end_in_all_their_ways_in_spite_of_the_filter()
    {
        int compared = 0, ways = 0;
        for (int seed = 0; seed < Programs; seed++)
        {
            var program = new RandomProgram(seed);
            if (Outcomes.Filtered(program) is not { } filtered)
            {
                continue;
            }

            var missing = Outcomes.Unfiltered(program, Most).Except(filtered).Order().ToList();
            Assert.True(
                missing.Count == 0,
                $"program {seed}: {program.Summary} never comes to: {string.Join('\n', missing)}");
            compared++;
            ways += filtered.Count;
        }

        Assert.True(compared > Programs * 3 / 4, $"only {compared} programs were small enough");
        Assert.True(ways > compared * 3, $"{compared} programs have only {ways} ways to end");
    }

    /// <summary>A filter that knows less misses something: the programs are good enough to show it.</summary>
    /// <remarks>The search begins not far from the first program that does.</remarks>
    [Theory]
    [InlineData("field", 9)]
    [InlineData("reached", 0)]
    [InlineData("tried", 27)]
    [InlineData("callbacks", 582)]
    [InlineData("reuse", 0)]
    public void A_hole_in_the_filter_is_seen(string hole, int first) => Assert.Contains(
        Enumerable.Range(first, 4 * Programs).Select(seed => new RandomProgram(seed)),
        program => Outcomes.Filtered(program) is { } all
            && Outcomes.Filtered(program, known => Without(known, hole)) is { } fewer
            && !fewer.IsSupersetOf(all));

    private static ConflictSet Without(ConflictSet known, string hole)
    {
        var rest = new ConflictSet();
        foreach (var (cache, group) in known.Items().Where(item => Part(item.Cache, item.Group) != hole))
        {
            rest.Add(cache, group);
        }

        foreach (var (cache, group) in known.Tried().Where(_ => hole != "tried"))
        {
            rest.AddTried(cache, group);
        }

        foreach (ulong address in known.Reached.Where(_ => hole != "reached"))
        {
            rest.AddReached(address);
        }

        return rest;
    }

    private static string Part(int cache, int group) => (cache, group) switch
    {
        (0, ConflictSet.Callbacks) => "callbacks",
        (0, _) => "",
        (_, ConflictSet.Reuse) => "reuse",
        _ => cache == RandomProgram.Space.Number && group == 1 ? "field" : "",
    };
}
