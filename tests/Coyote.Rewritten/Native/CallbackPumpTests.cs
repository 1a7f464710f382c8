using Microsoft.Coyote.Specifications;
using RcuSim.Machine;
using Xunit.Abstractions;

namespace RcuSim.Tests.Coyote.Rewritten;

/// <summary>
/// The pump, which awaits its channel, runs every callback once; a barrier waits for those queued before it;
/// disposal runs what is left, also what callbacks queue.
/// </summary>
public sealed class CallbackPumpTests(ITestOutputHelper output)
{
    private const string BarrierTooEarly = "a barrier returned before a callback queued before it had run";
    private const string NotOnce = "a callback did not run exactly once";

    [Fact]
    public void Barriers_wait_for_their_callbacks() =>
        Exploration.IsClean(output, 1, 500, () => Barriers(new NativeOptions()));

    [Fact]
    public void Disposal_runs_every_callback_once() =>
        Exploration.IsClean(output, 1, 500, () => Disposal(new NativeOptions()));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void A_barrier_answered_with_another_is_found(uint seed) => Exploration.Finds(
        BarrierTooEarly, output, seed, 5000,
        () => Barriers(new NativeOptions { Bug = NativeBug.AnswersBarriersTogether }));

    [Theory]
    [MemberData(nameof(Exploration.Seeds), MemberType = typeof(Exploration))]
    public void A_callback_lost_at_the_end_is_found(uint seed) => Exploration.Finds(
        "queued after the system was disposed", output, seed, 5000,
        () => Disposal(new NativeOptions { Bug = NativeBug.EndsAfterOneBarrier }));

    private static void Barriers(NativeOptions options)
    {
        int[] ran = new int[2];
        var world = new ExploredWorld(options, (_, function, _, _) => ran[function - 1]++);
        var machines = new[] { world.Thread(), world.Thread() };
        Exploration.Threads(() => Queue(0), () => Queue(1));
        world.End();

        void Queue(int number)
        {
            for (int turn = 1; turn <= 2; turn++)
            {
                machines[number].CallRcu(number + 1, 0, 0);
                machines[number].RcuBarrier();
                Specification.Assert(ran[number] == turn, BarrierTooEarly);
            }
        }
    }

    private static void Disposal(NativeOptions options)
    {
        const int Chain = 3;
        int[] ran = new int[2 * Chain];
        var world = new ExploredWorld(options, (own, _, first, left) =>
        {
            ran[first]++;
            if (left > 1)
                own.CallRcu(1, first + 1, left - 1);
        });
        var machines = new[] { world.Thread(), world.Thread() };
        Exploration.Threads(
            () => machines[0].CallRcu(1, 0, Chain),
            () => machines[1].CallRcu(1, Chain, Chain));
        world.End();
        Specification.Assert(Array.TrueForAll(ran, count => count == 1), NotOnce);
    }
}
