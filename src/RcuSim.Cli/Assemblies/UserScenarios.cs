using System.Reflection;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>
/// The scenarios of a user's assembly: its public classes that can be made without arguments.
/// </summary>
/// <param name="assembly">The assembly.</param>
internal sealed class UserScenarios(UserAssembly assembly)
{
    private const string Expected =
        "expected a public class that derives from Scenario, with a public constructor without parameters";

    /// <summary>What can be named in an assembly.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="library">What can be named without it.</param>
    public static Catalogue Read(string path, Catalogue library)
    {
        var scenarios = new UserScenarios(UserAssembly.Load(path));
        var byName = scenarios.ByName();
        return new(
            [.. byName.Select(one => new ScenarioInfo(one.Key, one.Value.Summary))],
            (name, _) => ScenarioCreation.Of(scenarios.Make(byName[name].GetType())))
        {
            Engines = library.Engines,
            Bugs = [],
            Regimes = [],
            FailureKinds = scenarios.FailureKinds(),
        };
    }

    private Dictionary<string, Scenario> ByName()
    {
        var own = assembly.Types
            .Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract).ToList();
        var byName = new Dictionary<string, Scenario>(StringComparer.OrdinalIgnoreCase);
        foreach (var scenario in own.Where(type => Obstacle(type) is null).Select(Make))
        {
            if (!byName.TryAdd(scenario.Name, scenario))
            {
                var first = byName[scenario.Name].GetType();
                throw CommandException.Usage(
                    $"{assembly.Named}: {first.FullName} and {scenario.GetType().FullName} are both called "
                    + $"'{scenario.Name}'; expected names that differ");
            }
        }

        return byName.Count > 0 ? byName : throw CommandException.Usage($"{assembly.Named}: "
            + $"{(own.Count == 0 ? "no class derives from Scenario" : Obstacle(own[0]))}; {Expected}");
    }

    /// <summary>Why a scenario cannot be made; null if it can.</summary>
    private static string? Obstacle(Type type) =>
        !type.IsVisible ? $"{type.FullName} is not public"
        : type.ContainsGenericParameters ? $"{type.FullName} is generic"
        : type.GetConstructor(Type.EmptyTypes) is null ? $"the constructor of {type.FullName} has parameters"
        : null;

    private Scenario Make(Type type) => Call(type.FullName!, () =>
    {
        var scenario = (Scenario)Activator.CreateInstance(type)!;
        ScenarioRules.Check(scenario);
        return scenario;
    });

    /// <summary>
    /// What its static fields define: kinds of object, and places where a failure can be planned.
    /// </summary>
    private List<FailureKind> FailureKinds()
    {
        const BindingFlags fields =
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var values = assembly.AllTypes.Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(fields))
            .Where(field => field.FieldType == typeof(SlabCache) || field.FieldType == typeof(Site))
            .Select(field => Call($"{field.DeclaringType}", () => field.GetValue(null)));
        return
        [
            .. values.Select(value => value switch
            {
                SlabCache cache => new FailureKind(cache.Name, "no memory for one"),
                Site { Kind: SiteKind.Failure } site => new FailureKind(site.Name, "a failure point"),
                _ => null,
            }).OfType<FailureKind>().OrderBy(kind => kind.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Calls a user's code outside of an execution, which would catch what it throws.</summary>
    private T Call<T>(string where, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (e is not ScenarioException)
        {
            var cause = e.GetBaseException();
            throw new ScenarioException(
                $"{assembly.Named}: {where} throws {cause.GetType().Name}: {cause.Message}");
        }
    }
}
