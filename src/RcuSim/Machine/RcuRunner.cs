namespace RcuSim.Machine;

/// <summary>Runs the RCU callback functions a program knows.</summary>
/// <param name="machine">The machine of the thread that runs callbacks.</param>
/// <param name="function">The function's number.</param>
/// <param name="first">Its first word.</param>
/// <param name="second">Its second word.</param>
public delegate void RcuRunner<TMachine>(TMachine machine, int function, ulong first, ulong second)
    where TMachine : struct, IMachine;
