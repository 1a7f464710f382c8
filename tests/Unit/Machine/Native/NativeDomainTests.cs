using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>RCU domains on real threads.</summary>
public sealed class NativeDomainTests
{
    private static readonly RcuDomain left = new("left");
    private static readonly RcuDomain right = new("right");

    [Fact]
    public void A_section_holds_up_the_grace_periods_of_its_domain_and_no_others()
    {
        using var system = new NativeSystem();
        var reader = system.CreateThread().Machine;
        var writer = system.CreateThread().Machine;
        reader.RcuEnter(left);
        writer.Synchronize();
        writer.Synchronize(right);
        bool returned = false;
        var waiter = new Thread(() =>
        {
            writer.Synchronize(left);
            Volatile.Write(ref returned, true);
        })
        {
            IsBackground = true,
        };
        waiter.Start();
        reader.RcuEnter();
        Thread.Sleep(30);
        Assert.False(Volatile.Read(ref returned));
        reader.RcuLeave(left);
        Assert.True(waiter.Join(60_000));
        reader.RcuLeave();
    }

    [Fact]
    public void A_callback_waits_for_the_sections_of_its_domain_and_a_barrier_for_its_callbacks()
    {
        int ran = 0;
        using var system = new NativeSystem(
            runner: (_, function, _, _) => Interlocked.Add(ref ran, function));
        var reader = system.CreateThread().Machine;
        var writer = system.CreateThread().Machine;
        reader.RcuEnter(left);
        writer.CallRcu(1, 0, domain: left);
        writer.CallRcu(10, 0, domain: right);
        writer.CallRcu(100, 0);
        writer.RcuBarrier(right);
        writer.RcuBarrier();
        Assert.Equal(110, Volatile.Read(ref ran));
        reader.RcuLeave(left);
        writer.RcuBarrier(left);
        Assert.Equal(111, Volatile.Read(ref ran));
    }

    [Fact]
    public void In_a_section_of_a_domain_one_may_wait_for_the_grace_periods_of_others()
    {
        using var system = new NativeSystem(runner: (_, _, _, _) => { });
        var machine = system.CreateThread().Machine;
        machine.RcuEnter(left);
        machine.Synchronize();
        machine.RcuBarrier(right);
        Assert.Throws<InvalidOperationException>(() => machine.Synchronize(left));
        Assert.Throws<InvalidOperationException>(() => machine.RcuBarrier(left));
        machine.RcuLeave(left);
        machine.Synchronize(left);
    }

    [Fact]
    public void At_the_end_callbacks_run_that_those_of_another_domain_have_queued()
    {
        int ran = 0;
        var system = new NativeSystem(runner: (machine, function, _, _) =>
        {
            Interlocked.Increment(ref ran);
            if (function > 1)
                machine.CallRcu(function - 1, 0, domain: function % 2 == 0 ? right : null);
        });
        system.CreateThread().Machine.CallRcu(9, 0, domain: left);
        system.Dispose();
        Assert.Equal(9, ran);
    }
}
