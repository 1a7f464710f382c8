using System.Reflection;
using System.Runtime.Loader;
using RcuSim.Faults;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;
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

    private readonly Bench bench = new();

    [Fact]
    public void Two_sites_of_one_name_are_named_at_the_first_use()
    {
        foreach (var site in (Site[])[first, second])
        {
            var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Observe(site, 0));
            Assert.Equal(
                "two sites are called 'twice': at DefinitionTests.cs:1 and at DefinitionTests.cs:2",
                error.Message);
        }
    }

    [Fact]
    public void A_static_field_of_a_generic_type_is_told_why_it_is_two()
    {
        Assert.NotSame(Generic<int>.Site, Generic<long>.Site);
        var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Observe(Generic<int>.Site, 0));
        Assert.StartsWith(
            "two sites are called 'in_generic', both from DefinitionTests.cs:8: expected a definition that "
                + "is made once, in a static field of a type that is not generic",
            error.Message);
        Assert.NotSame(Generic<int>.Cache, Generic<long>.Cache);
        error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Allocate(Generic<int>.Cache));
        Assert.StartsWith("two caches are called 'in_generic', both from ", error.Message);
    }

    [Fact]
    public void Two_sites_of_one_hash_are_named()
    {
        Assert.Equal(oneHash.Number, sameHash.Number);
        var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Observe(oneHash, 0));
        Assert.Equal(
            "the names of site 'site-95' (DefinitionTests.cs:3) and site 'site-824' (DefinitionTests.cs:4) "
                + "have the same number 8444: rename one",
            error.Message);
    }

    [Fact]
    public void The_number_of_a_site_follows_from_its_name() => Assert.Equal(64121, MmSites.Fork.Number);

    [Fact]
    public void The_library_s_own_sites_have_numbers_of_their_own()
    {
        Type[] owners =
        [
            typeof(BugSwitches), typeof(OperationSpan), typeof(LockSites), typeof(VmaLockSites),
            typeof(MapleSites), typeof(MapleSpans), typeof(MmSites),
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
    public void Two_caches_of_one_name_are_named_at_the_first_use()
    {
        const string message =
            "two caches are called 'two_of_a_name': at DefinitionTests.cs:5 and at DefinitionTests.cs:6";
        foreach (var cache in (SlabCache[])[firstCache, secondCache])
        {
            var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Allocate(cache));
            Assert.Equal(message, error.Message);
            using var system = new NativeSystem();
            error = Assert.Throws<InvalidOperationException>(
                () => system.CreateThread().Machine.Allocate(cache));
            Assert.Equal(message, error.Message);
        }
    }

    [Fact]
    public void Fields_that_overlap_are_named_at_the_first_use()
    {
        var error = Assert.Throws<InvalidOperationException>(() => bench.Setup.Allocate(overlapping));
        Assert.Equal("cache 'overlapping' at DefinitionTests.cs:7: field 'b' does not fit", error.Message);
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

        Assert.Equal(Enumerable.Range(16, 16), Enumerable.Range(1, 16).Select(i => Number(Define(i))));
        Assert.Equal(0, Number(Define(17)));
        context.Unload();
    }

    private static class Generic<T>
    {
        public static readonly Site Site = new("in_generic", SiteKind.Value, line: 8);
        public static readonly SlabCache Cache = new("in_generic", 1, [], line: 9);
    }
}
