namespace RcuSim.Machine;

/// <summary>Runs the RCU callback functions a program knows.</summary>
/// <param name="machine">The machine of the callback.</param>
/// <param name="function">The function's number.</param>
/// <param name="retired">The object that was handed over, or 0.</param>
/// <param name="argument">The word that was given with it.</param>
public delegate void RcuRunner<TMachine>(TMachine machine, int function, ulong retired, ulong argument)
    where TMachine : struct, IMachine;
