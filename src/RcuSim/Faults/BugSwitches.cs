using System.Reflection;
using System.Text.Json;
using RcuSim.Machine;

namespace RcuSim.Faults;

/// <summary>Asks a machine for bugs, and bugs for their names.</summary>
internal static class BugSwitches
{
    /// <summary>Observed, with the bug's number as value, each time a bug acts.</summary>
    public static readonly Site Acting = new("bug", SiteKind.Bug);

    private static readonly Dictionary<BugSwitch, string> ids = Enum.GetValues<BugSwitch>().ToDictionary(
        bug => bug,
        bug => typeof(BugSwitch).GetField($"{bug}")!.GetCustomAttribute<BugIdAttribute>()!.Id);

    /// <summary>
    /// True if the bug is switched on. Observes that it acts: ask only where the next step is wrong then, and
    /// right otherwise. Constant false on the native machine.
    /// </summary>
    public static bool Acts<TMachine>(this TMachine machine, BugSwitch bug)
        where TMachine : struct, IMachine
    {
        if (!machine.HasBug((int)bug))
        {
            return false;
        }

        machine.Observe(Acting, (ulong)bug);
        return true;
    }

    /// <summary>
    /// True if the bug is switched on and the code below <c>Bugs</c> is to run instead, which asks <see
    /// cref="Acts"/> where it does wrong: a detour may turn out harmless. Observes nothing; constant false on
    /// the native machine.
    /// </summary>
    public static bool Detours<TMachine>(this TMachine machine, BugSwitch bug)
        where TMachine : struct, IMachine => machine.HasBug((int)bug);

    /// <summary>How a bug that acts is called: one of a user's own by the name of its site.</summary>
    /// <param name="site">A site of kind <see cref="SiteKind.Bug"/>.</param>
    /// <param name="value">What was observed there.</param>
    internal static string NameOf(Site site, ulong value) =>
        site == Acting ? ((BugSwitch)value).Id() : site.Name;

    /// <summary>The identifier by which users call a bug, for example <c>A11</c>.</summary>
    internal static string Id(this BugSwitch bug) => ids[bug];

    /// <summary>The bug's name in lists, for example <c>dead-before-publish</c>.</summary>
    internal static string Slug(this BugSwitch bug) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{bug}");
}
