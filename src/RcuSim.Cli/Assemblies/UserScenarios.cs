using System.Reflection;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>
/// The scenarios of a user's assembly: its public classes that can be made without arguments.
/// </summary>
internal static class UserScenarios
{
    private const string Expected = "expected a public class that derives from Scenario, with a public "
        + "constructor whose parameters are all optional";

    /// <summary>What can be named in an assembly.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="library">What can be named without it.</param>
    public static Catalogue Read(string path, Catalogue library)
    {
        var assembly = UserAssembly.Load(path);
        try
        {
            var byName = ByName(assembly);
            var named = Named(assembly);
            var acting = named.OfType<Site>().Where(site => site.Kind == SiteKind.Bug)
                .Select(site => site.Name).ToHashSet();
            return new(
                [.. byName.Select(one => new ScenarioInfo(one.Key, one.Value.Plain.Summary))],
                (name, options) => byName[name].Create(options.Bugs))
            {
                Engines = library.Engines,
                Bugs = [],
                OwnBugs = [.. byName.Values.SelectMany(scenario => scenario.Bugs(acting))],
                Regimes = [],
                FailureKinds = FailureKinds(named),
            };
        }
        catch (ScenarioException wrong)
        {
            throw new ScenarioException($"{assembly.Named}: {wrong.Message}");
        }
    }

    private static Dictionary<string, UserScenario> ByName(UserAssembly assembly)
    {
        var byName = new Dictionary<string, UserScenario>(StringComparer.OrdinalIgnoreCase);
        string obstacle = "no class derives from Scenario";
        var types = assembly.Types.Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract);
        foreach (var type in types)
        {
            if (!UserScenario.CanBe(type, out string own))
            {
                obstacle = own;
                continue;
            }

            var scenario = UserScenario.Of(type);
            string name = scenario.Plain.Name;
            if (!byName.TryAdd(name, scenario))
            {
                throw CommandException.Usage(
                    $"{assembly.Named}: {byName[name].Plain.GetType().FullName} and {type.FullName} are both "
                    + $"called '{name}'; expected names that differ");
            }
        }

        return byName.Count > 0
            ? byName
            : throw CommandException.Usage($"{assembly.Named}: {obstacle}; {Expected}");
    }

    /// <summary>What its static fields define: kinds of object, and sites.</summary>
    private static List<object?> Named(UserAssembly assembly)
    {
        const BindingFlags fields =
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return
        [
            .. assembly.AllTypes.Where(type => !type.ContainsGenericParameters)
                .SelectMany(type => type.GetFields(fields))
                .Where(field => field.FieldType == typeof(SlabCache) || field.FieldType == typeof(Site))
                .Select(ValueOf),
        ];
    }

    private static List<FailureKind> FailureKinds(IEnumerable<object?> named)
    {
        var kinds = named.Select(value => value switch
        {
            SlabCache cache => new FailureKind(cache.Name, "no memory for one"),
            Site { Kind: SiteKind.Failure } site => new FailureKind(site.Name, "a failure point"),
            _ => null,
        });
        return [.. kinds.OfType<FailureKind>().OrderBy(kind => kind.Name, StringComparer.Ordinal)];
    }

    private static object? ValueOf(FieldInfo field)
    {
        try
        {
            return field.GetValue(null);
        }
        catch (Exception e) when (e is TypeInitializationException or TargetInvocationException)
        {
            throw UserScenario.Failure(field.DeclaringType!, e);
        }
    }
}
