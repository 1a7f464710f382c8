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

    private void Publish(ulong item)
    {
        bench["w"].Store(TestCaches.Link(root), item, MemoryOrder.Publish);
        bench["r"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["r"].Load(TestCaches.Value(item), MemoryOrder.Plain);
    }
}
