using System.Runtime.CompilerServices;
using RcuSim.Cli;

// Whatever needs a library to be loaded waits until it is known that one can be.
return Descriptor.AreTooFew() ? ExitCode.Usage : Run();

[MethodImpl(MethodImplOptions.NoInlining)]
int Run()
{
    using var interruption = new Interruption();
    return CommandLine.Run(args, Host.OfProcess(interruption.Arm));
}
