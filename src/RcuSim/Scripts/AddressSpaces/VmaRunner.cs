using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>Carries out a case on an address space and answers it.</summary>
internal sealed class VmaRunner<TMachine>
    where TMachine : struct, IMachine
{
    private readonly VmaLog log;
    private readonly VmaSpace<TMachine> space;
    private readonly VmaCalls<TMachine> calls;

    /// <summary>Makes an empty address space.</summary>
    /// <param name="machine">The machine, of which the log hears.</param>
    /// <param name="log">The log.</param>
    public VmaRunner(TMachine machine, VmaLog log)
    {
        this.log = log;
        space = new(machine);
        calls = new(space, new(space.Mm, log));
        log.MmapLock = Mm.Address;
    }

    /// <summary>The address space.</summary>
    public MmStruct<TMachine> Mm => space.Mm;

    /// <summary>Runs a case.</summary>
    /// <returns>The line with the answers.</returns>
    public string Run(VmaCase line)
    {
        var answer = new VmaAnswer(line.Name);
        foreach (var step in line.Steps)
        {
            log.Begin(step.Failure);
            log.Open(true);
            int result = calls.Run(step);
            log.Open(false);
            answer.Begin(step, result, log);
            AddVmas(answer);
            answer.End(Mm, log);
        }

        return answer.End();
    }

    private void AddVmas(VmaAnswer answer)
    {
        using var held = Mm.Lock.Read();
        for (var vma = Mm.FirstVma(0); vma.Exists; vma = Mm.FirstVma(vma.End))
        {
            answer.Add(vma, space.NumberOf(vma.File.Address), log);
        }
    }
}
