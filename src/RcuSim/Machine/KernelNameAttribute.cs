namespace RcuSim.Machine;

/// <summary>Carries the kernel's own name for a type or member, for traces and for the glossary.</summary>
/// <param name="name">The name as kernel source spells it, for example <c>__mt_dup</c>.</param>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class KernelNameAttribute(string name) : Attribute
{
    /// <summary>The kernel's name.</summary>
    public string Name { get; } = name;
}
