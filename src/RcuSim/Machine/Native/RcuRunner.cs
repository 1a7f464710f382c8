namespace RcuSim.Machine;

/// <summary>Runs one RCU callback: knows which code each function number stands for.</summary>
/// <param name="machine">The machine of the thread that runs callbacks.</param>
/// <param name="function">The function's number.</param>
/// <param name="first">Its first word.</param>
/// <param name="second">Its second word.</param>
public delegate void RcuRunner(NativeMachine machine, int function, ulong first, ulong second);
