using RcuSim.Cli;

using var interruption = new Interruption();
return CommandLine.Run(args, Host.OfProcess(interruption.Arm));
