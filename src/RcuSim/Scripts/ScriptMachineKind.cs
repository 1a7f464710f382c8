namespace RcuSim.Scripts;

/// <summary>The machines that can run an op script.</summary>
public enum ScriptMachineKind
{
    /// <summary>Unmanaged memory, at full speed.</summary>
    Native,

    /// <summary>Simulated memory, every access an event.</summary>
    Traced,
}
