using RcuSim.Machine;
using RcuSim.Tests.Unit.Checking;

namespace RcuSim.Tests.Unit.Machine;

public class SimulatedAddressTests
{
    private static readonly SlabCache large = new("largest", 1 << 20, []);
    private readonly Bench bench = new();

    [Fact]
    public void An_address_uses_none_of_the_upper_16_bits_and_is_aligned()
    {
        ulong[] addresses =
        [
            bench.Setup.Allocate(TestCaches.Box),
            bench["a"].Allocate(TestCaches.Box),
            bench.Setup.Allocate(large),
            bench["teardown"].Allocate(large),
            SimulatedAddress.Of(SimulatedAddress.Callbacks, large, SimulatedAddress.Most(large) - 1),
        ];
        Assert.All(addresses, address => Assert.Equal(0UL, address >> 47));
        Assert.All(addresses, address => Assert.Equal(0UL, address & 0xFF));
        Assert.All(addresses, address => Assert.True(SimulatedAddress.IsAddress(address)));
    }

    [Fact]
    public void An_address_tells_its_parts()
    {
        ulong address = SimulatedAddress.Of(200, large, 1023);
        Assert.Equal(200, SimulatedAddress.Thread(address));
        Assert.Equal(1023, SimulatedAddress.Ordinal(address));
        Assert.Equal(address, SimulatedAddress.Object(address + (8 << 20) - 8));
        Assert.Equal((1 << 20) - 1, SimulatedAddress.Word(address + (8 << 20) - 8));
        Assert.Equal(address, SimulatedAddress.Find(200, 8 << 20, 1023));
        Assert.Null(SimulatedAddress.Find(200, 16 << 20, 0));
    }

    [Fact]
    public void No_object_lies_in_another()
    {
        ulong box = bench.Setup.Allocate(TestCaches.Box), gate = bench.Setup.Allocate(TestCaches.Gate);
        Assert.NotEqual(box, gate);
        Assert.Same(TestCaches.Box, bench.History.CacheOf(box));
        Assert.Same(TestCaches.Gate, bench.History.CacheOf(gate));
        Assert.Equal("gate#0", Explaining.AddressName.Object(gate, bench.History));
    }

    [Fact]
    public void A_thread_that_takes_too_many_is_told()
    {
        ulong[] some = new ulong[1000];
        Assert.True(bench.Setup.AllocateBatch(large, some.AsSpan(0, 1)));
        var thread = new SimulatedThread(ThreadName.Actor(1, "a"));
        Assert.NotEqual(0UL, thread.NextAddress(large, 1024));
        var error = Assert.Throws<InvalidOperationException>(() => thread.NextAddress(large, 1));
        Assert.Equal("a takes more than 1,024 objects as large as those of cache 'largest'", error.Message);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(0xABCD_0000_0000_0000UL)]
    [InlineData(5UL)]
    [InlineData(0xFFFF_0000_0000_0007UL)]
    public void A_tagged_pointer_leads_to_its_object(ulong tags)
    {
        ulong root = bench.Setup.Allocate(TestCaches.Box);
        bench.Start(root);
        ulong box = bench["a"].Allocate(TestCaches.Box);
        bench["a"].Store(TestCaches.Link(root), box | tags, MemoryOrder.Release);
        Assert.True(bench.History.IsShared(box));
        Assert.Equal(tags >> 48 == 0 ? "store.release box#0.link = box#1.0"
            : $"store.release box#0.link = box#1.0 with tag 0x{tags >> 48:x}",
            Explaining.EventText.Of(bench.History.Log[^1].Operation, 0, bench.History));
    }

    [Fact]
    public void A_tag_in_the_upper_bits_is_no_part_of_an_address()
    {
        ulong box = bench.Setup.Allocate(TestCaches.Box);
        var judged = new Bench(new Oracles.MemorySafety());
        judged.Setup.Allocate(TestCaches.Box);
        judged["a"].Load(box | (1UL << 50), MemoryOrder.Once);
        Assert.Equal(
            $"a uses 0x{box | (1UL << 50):x} (a pointer with a tag in its upper bits), "
                + "which is no word of any object.",
            judged.Violation?.Message);
    }

    [Theory]
    [InlineData(WordPatterns.Poison)]
    [InlineData(WordPatterns.Uninitialised)]
    [InlineData(ulong.MaxValue)]
    [InlineData(0x7FFF_F7FF_8000UL)]
    [InlineData(0x5555_5555_4000UL)]
    public void What_is_no_pointer_has_not_the_form_of_one(ulong word) =>
        Assert.False(SimulatedAddress.HasForm(word));
}
