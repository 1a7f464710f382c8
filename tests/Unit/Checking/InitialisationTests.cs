using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class InitialisationTests
{
    private readonly Bench bench = new(new Initialisation());
    private readonly ulong root;

    public InitialisationTests()
    {
        root = bench.Setup.Allocate(TestCaches.Box);
        bench.Start(root);
    }

    [Fact]
    public void An_object_published_too_early_is_caught()
    {
        Publish(bench["w"].Allocate(TestCaches.Box));
        Assert.Equal("r reads box#1.0.value before it was ever written.", bench.Violation?.Message);
        Assert.Contains("box#1.0 is published: w:1 store.publish", bench.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_filled_before_it_is_published_passes()
    {
        ulong item = bench["w"].Allocate(TestCaches.Box);
        Assert.Equal(WordPatterns.Uninitialised, bench["w"].Load(TestCaches.Value(item), MemoryOrder.Plain));
        bench["w"].Store(TestCaches.Value(item), 1, MemoryOrder.Plain);
        Publish(item);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_value_that_only_looks_unwritten_passes()
    {
        ulong item = bench["w"].Allocate(TestCaches.Box);
        bench["w"].Store(TestCaches.Value(item), WordPatterns.Uninitialised, MemoryOrder.Plain);
        ulong copy = bench["w"].Allocate(TestCaches.Box);
        bench["w"].Copy(TestCaches.Value(copy), TestCaches.Value(item), 1);
        bench["w"].Fill(TestCaches.Parent(copy), WordPatterns.Uninitialised, 1);
        Publish(copy);
        bench["r"].Load(TestCaches.Parent(copy), MemoryOrder.Plain);
        Assert.Null(bench.Violation);
    }

    public static TheoryData<string, bool> Changes() => new()
    {
        { "add", true },
        { "or", true },
        { "and", true },
        { "compare", true },
        { "exchange", false },
        { "replace", false },
    };

    private static void Change(TracedMachine machine, ulong address, string how)
    {
        switch (how)
        {
            case "add":
                machine.Add(address, 1, MemoryOrder.Once);
                break;
            case "or":
                machine.Or(address, 1, MemoryOrder.Once);
                break;
            case "and":
                machine.And(address, 1, MemoryOrder.Once);
                break;
            case "compare":
                machine.CompareExchange(address, 0, 1, MemoryOrder.Once, MemoryOrder.Once);
                break;
            case "exchange":
                machine.Exchange(address, 1, MemoryOrder.Once);
                break;
            default:
                machine.Replace(address, 0xFF, 1, MemoryOrder.Once);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Changing_another_threads_unwritten_word_is_caught(string how, bool calculates)
    {
        _ = calculates;
        ulong item = bench["w"].Allocate(TestCaches.Box);
        bench["w"].Store(TestCaches.Link(root), item, MemoryOrder.Publish);
        Change(bench["r"], TestCaches.Count(item), how);
        Assert.Equal("r reads box#1.0.count before it was ever written.", bench.Violation?.Message);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Calculating_with_an_unwritten_word_of_ones_own_is_caught(string how, bool calculates)
    {
        ulong item = bench["w"].Allocate(TestCaches.Box);
        Change(bench["w"], TestCaches.Count(item), how);
        Assert.Equal(
            calculates ? "w reads box#1.0.count before it was ever written." : null,
            bench.Violation?.Message);
    }

    [Fact]
    public void A_word_filled_by_fields_passes()
    {
        ulong item = bench["w"].Allocate(TestCaches.Box);
        bench["w"].Replace(TestCaches.Value(item), uint.MaxValue, 1, MemoryOrder.Plain);
        bench["w"].Replace(TestCaches.Value(item), ~(ulong)uint.MaxValue, 0, MemoryOrder.Plain);
        Publish(item);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_structure_copied_whole_passes_until_somebody_reads_what_was_never_written()
    {
        ulong item = bench["w"].Allocate(TestCaches.Box);
        bench["w"].Store(TestCaches.Link(root), item, MemoryOrder.Publish);
        ulong copy = bench["r"].Allocate(TestCaches.Box);
        bench["r"].Copy(copy, item, TestCaches.Box.Words);
        Assert.Null(bench.Violation);
        bench["r"].Load(TestCaches.Value(copy), MemoryOrder.Plain);
        Assert.Equal(
            "r reads box#2.0.value, which has what box#1.0.value had, before that was ever written.",
            bench.Violation?.Message);
    }

    [Fact]
    public void A_word_copied_by_load_and_store_is_still_unwritten()
    {
        ulong item = bench["w"].Allocate(TestCaches.Box);
        ulong old = bench["w"].Allocate(TestCaches.Box);
        ulong value = bench["w"].Load(TestCaches.Value(old), MemoryOrder.Plain);
        bench["w"].Store(TestCaches.Value(item), value, MemoryOrder.Plain);
        Publish(item);
        Assert.Equal(
            "r reads box#1.0.value, which has what box#1.1.value had, before that was ever written.",
            bench.Violation?.Message);
    }

    [Fact]
    public void What_a_callback_took_and_published_too_early_is_caught()
    {
        ulong item = 0;
        bench["w"].CallRcu(1, 0);
        bench.RunCallback("w", body: callback =>
        {
            item = callback.Allocate(TestCaches.Box);
            callback.Load(TestCaches.Value(item), MemoryOrder.Plain);
        });
        Assert.Null(bench.Violation);
        Publish(item);
        Assert.Equal("r reads box#rcu.0.value before it was ever written.", bench.Violation?.Message);
    }

    [Fact]
    public void What_one_callback_took_is_not_another_ones_own()
    {
        ulong item = 0;
        bench["w"].CallRcu(1, 0);
        bench["w"].CallRcu(1, 0);
        bench.RunCallback("w", body: callback => item = callback.Allocate(TestCaches.Box));
        bench.RunCallback("w", 2, callback => callback.Load(TestCaches.Value(item), MemoryOrder.Plain));
        Assert.Equal(
            "callback 2 of w reads box#rcu.0.value before it was ever written.", bench.Violation?.Message);
    }

    [Fact]
    public void A_callback_may_not_calculate_with_an_unwritten_word_of_its_own()
    {
        bench["w"].CallRcu(1, 0);
        bench.RunCallback(
            "w", body: callback =>
                callback.Add(TestCaches.Count(callback.Allocate(TestCaches.Box)), 1, MemoryOrder.Once));
        Assert.Equal(
            "callback 1 of w reads box#rcu.0.count before it was ever written.", bench.Violation?.Message);
    }

    private void Publish(ulong item)
    {
        bench["w"].Store(TestCaches.Link(root), item, MemoryOrder.Publish);
        bench["r"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["r"].Load(TestCaches.Value(item), MemoryOrder.Plain);
    }
}
