using System.Reflection;
using System.Runtime.Loader;
using RcuSim.Faults;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Scenarios;
using RcuSim.Tests.Unit.Checking;

namespace RcuSim.Tests.Unit.Machine;

public class DefinitionTests
{
    private const BindingFlags Fields = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Site first = new("twice", SiteKind.Value, line: 1);
    private static readonly Site second = new("twice", SiteKind.Value, line: 2);
    private static readonly Site oneHash = new("site-95", SiteKind.Value, line: 3);
    private static readonly Site sameHash = new("site-824", SiteKind.Value, line: 4);
    private static readonly SlabCache firstCache = new("two_of_a_name", 1, [], line: 5);
    private static readonly SlabCache secondCache = new("two_of_a_name", 1, [], line: 6);
    private static readonly SlabCache overlapping = new(
        "overlapping", 2, [new("a", 0, 2), new("b", 1)], line: 7);
    private static readonly SlabCache empty = new("empty", 0, [], line: 8);
    private static readonly SlabCache crowded = new(
        "crowded", 64, [.. Enumerable.Range(0, 64).Select(i => new SlabField($"f{i}", i))], line: 9);
    private static readonly SlabField shared = new("shared", 0);
    private static readonly SlabCache owner = new("owner", 1, [shared], line: 10);
    private static readonly SlabCache borrower = new("borrower", 2, [new("own", 1), shared], line: 11);

    private readonly Bench bench = new();

    [Fact]
    public void Two_sites_of_one_name_in_one_scenario_are_named()
    {
        bench.Setup.Observe(first, 0);
        bench.Setup.Observe(first, 0);
        var error = Assert.Throws<InvalidOperationException>(() => bench["a"].Observe(second, 0));
        Assert.Equal(
            "two sites of one scenario are called 'twice': at DefinitionTests.cs:1 and at "
                + "DefinitionTests.cs:2",
            error.Message);
    }

    [Fact]
    public void A_static_field_of_a_generic_type_is_told_why_it_is_two()
    {
        Assert.NotSame(Generic<int>.Site, Generic<long>.Site);
        bench.Setup.Observe(Generic<int>.Site, 0);
        var error = Assert.Throws<InvalidOperationException>(
            () => bench.Setup.Observe(Generic<long>.Site, 0));
        Assert.StartsWith(
            "two sites of one scenario are called 'in_generic', both from DefinitionTests.cs:8: expected a "
                + "definition that is made once, in a static field of a type that is not generic",
            error.Message);
        Assert.NotSame(Generic<int>.Cache, Generic<long>.Cache);
        bench.Setup.Allocate(Generic<int>.Cache);
        error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Allocate(Generic<long>.Cache));
        Assert.StartsWith("two caches of one scenario are called 'in_generic', both from ", error.Message);
    }

    [Fact]
    public void Two_sites_of_one_hash_are_two_sites()
    {
        Assert.NotEqual(oneHash.Number, sameHash.Number);
        bench.Setup.Observe(oneHash, 0);
        bench.Setup.Observe(sameHash, 0);
        Assert.Same(oneHash, Site.Find(bench.History.Log[0].Operation.Site));
        Assert.Same(sameHash, Site.Find(bench.History.Log[1].Operation.Site));
    }

    [Fact]
    public void What_one_execution_uses_another_need_not()
    {
        bench.Start();
        bench["a"].Observe(first, 0);
        bench["a"].Allocate(firstCache);
        bench.Reset();
        bench["a"].Observe(second, 0);
        bench["a"].Allocate(secondCache);
        new Bench().Setup.Allocate(firstCache);
        Assert.Throws<InvalidOperationException>(() => bench["b"].Allocate(firstCache));
    }

    [Fact]
    public void A_scenario_may_have_hundreds_of_caches_and_sites()
    {
        var caches = Enumerable.Range(0, 300).Select(i => new SlabCache($"many_{i}", 1 + i, [])).ToList();
        var sites = Enumerable.Range(0, 900).Select(i => new Site($"many-{i}", SiteKind.Value)).ToList();
        var objects = caches.Select(cache => bench.Setup.Allocate(cache)).ToList();
        sites.ForEach(site => bench.Setup.Observe(site, site.Number));
        Assert.Equal(caches, objects.Select(address => bench.History.CacheOf(address)));
        Assert.Equal(objects.Count, objects.Distinct().Count());
        Assert.Equal(sites.Count, sites.Select(site => site.Number).Distinct().Count());
        using var system = new NativeSystem();
        var machine = system.CreateThread().Machine;
        Assert.All(caches, cache => Allocate(machine, cache));
        Assert.All(caches, cache => Assert.Equal(1, system.Live(cache)));

        static void Allocate<TMachine>(TMachine machine, SlabCache cache)
            where TMachine : struct, IMachine => Assert.NotEqual(0UL, machine.Allocate(cache));
    }

    [Fact]
    public void The_number_of_a_site_follows_from_its_name() => Assert.Equal(64121, MmSites.Fork.Number);

    [Fact]
    public void The_library_s_own_sites_have_numbers_of_their_own()
    {
        Type[] owners =
        [
            typeof(BugSwitches), typeof(OperationSpan), typeof(LockSites), typeof(VmaLockSites),
            typeof(MapleSites), typeof(MapleSpans), typeof(MmSites), typeof(MappingSites),
            typeof(RecycleActor),
        ];
        var sites = owners.SelectMany(type => type.GetFields(Fields)).Select(field => field.GetValue(null));
        Assert.All(sites.OfType<Site>(), site => bench.Setup.Observe(site, 0));
        Assert.Equal(
            owners.ToHashSet(),
            typeof(Site).Assembly.GetTypes()
                .Where(type => type.GetFields(Fields).Any(field => field.FieldType == typeof(Site)))
                .ToHashSet());
    }

    [Fact]
    public void Two_caches_of_one_name_in_one_scenario_are_named()
    {
        const string message = "two caches of one scenario are called 'two_of_a_name': at "
            + "DefinitionTests.cs:5 and at DefinitionTests.cs:6";
        bench.Setup.Allocate(firstCache);
        var error = Assert.Throws<InvalidOperationException>(() => bench["a"].Allocate(secondCache));
        Assert.Equal(message, error.Message);
        using var system = new NativeSystem();
        IMachine machine = system.CreateThread().Machine;
        machine.Allocate(firstCache);
        error = Assert.Throws<InvalidOperationException>(() => machine.Allocate(secondCache));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_size_that_no_object_has_is_named_at_the_first_use()
    {
        var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Allocate(empty));
        Assert.Equal(
            "cache 'empty' at DefinitionTests.cs:8: its objects have 0 words, not 1 to 1,048,576",
            error.Message);
    }

    [Fact]
    public void Fields_that_overlap_are_named_at_the_first_use()
    {
        var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Allocate(overlapping));
        Assert.Equal("cache 'overlapping' at DefinitionTests.cs:7: field 'b' does not fit", error.Message);
    }

    [Fact]
    public void Fields_too_many_are_named_at_the_first_use()
    {
        var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Allocate(crowded));
        Assert.Equal(
            "cache 'crowded' at DefinitionTests.cs:9: it has 64 fields, not at most 63", error.Message);
    }

    [Fact]
    public void A_field_of_two_caches_in_different_places_is_named_at_the_first_use()
    {
        bench.Setup.Allocate(owner);
        var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Allocate(borrower));
        Assert.Equal(
            "cache 'borrower' at DefinitionTests.cs:11: field 'shared' is one of another cache, "
            + "in another place there",
            error.Message);
    }

    /// <summary>In a copy of the library of its own, lest the other tests run out of caches.</summary>
    [Fact]
    public void A_cache_too_many_is_named_at_the_first_use()
    {
        var context = new AssemblyLoadContext("own copy", isCollectible: true);
        var type = context.LoadFromAssemblyPath(typeof(SlabCache).Assembly.Location)
            .GetType(typeof(SlabCache).FullName!)!;
        var fields = Array.CreateInstance(type.Assembly.GetType(typeof(SlabField).FullName!)!, 0);
        object Define(int i) => Activator.CreateInstance(type, $"cache_{i}", 1, fields, "Own.cs", i)!;
        var number = type.GetProperty("Number", BindingFlags.Instance | BindingFlags.NonPublic)!;
        int Number(object cache) => (int)number.GetValue(cache)!;

        Assert.Equal(Enumerable.Range(16, 4080), Enumerable.Range(1, 4080).Select(i => Number(Define(i))));
        Assert.Equal(0, Number(Define(4081)));
        context.Unload();
    }

    private static class Generic<T>
    {
        public static readonly Site Site = new("in_generic", SiteKind.Value, line: 8);
        public static readonly SlabCache Cache = new("in_generic", 1, [], line: 9);
    }
}
