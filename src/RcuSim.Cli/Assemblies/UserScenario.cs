using System.Reflection;
using RcuSim.Exploration;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>
/// A class of scenarios, and what its constructor lets one break: an optional parameter is a bug switch, a
/// <see cref="bool"/> by its own name, an enumeration by the names of its members.
/// </summary>
internal sealed class UserScenario
{
    private readonly ConstructorInfo constructor;
    private readonly List<(string Id, int Parameter, object Value)> bugs;

    private UserScenario(ConstructorInfo constructor)
    {
        this.constructor = constructor;
        bugs = [.. constructor.GetParameters().SelectMany(BugsOf)];
        Plain = Make([]);
    }

    /// <summary>The scenario with nothing broken.</summary>
    public Scenario Plain { get; }

    /// <summary>What can be broken in it.</summary>
    /// <param name="acting">The names of bugs that say when they act.</param>
    public IEnumerable<OwnBug> Bugs(IReadOnlySet<string> acting) =>
        bugs.Select(bug => new OwnBug(bug.Id, Plain.Name, acting.Contains(bug.Id)));

    /// <summary>True for a type that can be made from outside.</summary>
    /// <param name="type">A type that derives from <see cref="Scenario"/>.</param>
    /// <param name="obstacle">Why it cannot; else empty.</param>
    public static bool CanBe(Type type, out string obstacle)
    {
        obstacle = !type.IsVisible ? $"{type.FullName} is not public"
            : type.ContainsGenericParameters ? $"{type.FullName} is generic"
            : ConstructorOf(type) is null ? $"the constructor of {type.FullName} needs arguments"
            : "";
        return obstacle.Length == 0;
    }

    /// <summary>The scenarios of a type for which <see cref="CanBe"/> is true.</summary>
    public static UserScenario Of(Type type) => new(ConstructorOf(type)!);

    /// <summary>Makes the scenario.</summary>
    /// <param name="names">What to break.</param>
    /// <returns>The scenario, or what is wrong with the names.</returns>
    public ScenarioCreation Create(IReadOnlyList<string> names)
    {
        var parameters = new HashSet<int>();
        foreach (string name in names)
        {
            if (!bugs.Exists(bug => bug.Id == name))
            {
                return ScenarioCreation.Wrong($"scenario '{Plain.Name}' has no bug '{name}'");
            }

            if (!parameters.Add(bugs.Find(bug => bug.Id == name).Parameter))
            {
                return ScenarioCreation.Wrong(
                    $"bug '{name}' of scenario '{Plain.Name}' excludes another one: give one of them");
            }
        }

        return ScenarioCreation.Of(Make(names));
    }

    private static ConstructorInfo? ConstructorOf(Type type) => Array.Find(
        type.GetConstructors(),
        one => Array.TrueForAll(one.GetParameters(), parameter => parameter.IsOptional));

    private static IEnumerable<(string Id, int Parameter, object Value)> BugsOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type == typeof(bool)
            ? [(parameter.Name!, parameter.Position, parameter.DefaultValue is not true)]
            : !type.IsEnum ? []
            : Enum.GetNames(type).Select(name => (name, parameter.Position, Value: Enum.Parse(type, name)))
                .Where(bug => !bug.Value.Equals(parameter.DefaultValue));
    }

    private Scenario Make(IReadOnlyList<string> names)
    {
        object?[] arguments = [.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)];
        foreach (var bug in bugs.Where(bug => names.Contains(bug.Id)))
        {
            arguments[bug.Parameter] = bug.Value;
        }

        var type = constructor.DeclaringType!;
        try
        {
            var scenario = (Scenario)constructor.Invoke(arguments);
            ScenarioRules.Check(scenario);
            return scenario;
        }
        catch (Exception e) when (e is not ScenarioException)
        {
            throw Failure(type, e);
        }
    }

    /// <summary>A user's code threw outside of an execution, which would have caught it.</summary>
    public static ScenarioException Failure(Type type, Exception thrown)
    {
        var cause = thrown.GetBaseException();
        return new($"{type} throws {cause.GetType().Name}: {cause.Message}");
    }
}
