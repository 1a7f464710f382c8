using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>
/// Carries out a case on anonymous reverse maps and answers it. Each VMA is the only one of an address space
/// of its own, whose mmap lock is held for writing throughout.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="log">Watches it.</param>
internal sealed class AnonVmaRunner<TMachine>(TMachine machine, AnonVmaLog log)
    where TMachine : struct, IMachine
{
    private const ulong Start = 0x40_0000;
    private const ulong Length = 16 * Pages.Size;

    private readonly SortedDictionary<int, Vma<TMachine>> vmas = [];
    private readonly AnonVmaAnswer answer = new();
    private KernelGlobals<TMachine> globals;
    private AnonForm form;

    /// <summary>Runs a case on fresh memory.</summary>
    /// <returns>The line with the answers.</returns>
    public string Run(AnonVmaCase line)
    {
        globals = KernelGlobals<TMachine>.Allocate(machine);
        form = line.Form;
        answer.Begin(line);
        for (int i = 0; i < line.Steps.Count; i++)
        {
            var step = line.Steps[i];
            CheckNumbers(step, $"ops[{i}].op");
            log.Begin(step);
            var error = Run(step);
            answer.Add(step, (int)error, log);
            answer.End(machine, vmas, log);
        }

        return answer.End();
    }

    private Errno Run(AnonVmaStep step)
    {
        switch (step.Verb)
        {
            case AnonVmaVerb.Vma:
                vmas.Add(step.Vma, NewVma(step.Vma));
                return Errno.None;
            case AnonVmaVerb.Fault:
                var vma = vmas[step.Vma];
                return AnonPreparation.Run(new(machine, vma.Mm), vma);
            case AnonVmaVerb.Exit:
                AnonUnlink.Run(machine, vmas[step.Vma]);
                vmas.Remove(step.Vma);
                return Errno.None;
            default:
                return Copy(step);
        }
    }

    private Errno Copy(AnonVmaStep step)
    {
        var original = vmas[step.Vma];
        var copy = NewVma(step.Copy);
        Errno error;
        if (step.Verb == AnonVmaVerb.Fork)
        {
            error = AnonFork.Run(machine, form, copy, original);
        }
        else
        {
            copy.SetAnon(original.AnonVma);
            error = AnonClone.Run(machine, form, copy, original);
        }

        if (error == Errno.None)
        {
            vmas.Add(step.Copy, copy);
        }

        return error;
    }

    private Vma<TMachine> NewVma(int number)
    {
        var mm = MmStruct<TMachine>.Allocate(machine, globals);
        mm.Lock.Write();
        var vma = Vma<TMachine>.Allocate(machine);
        vma.Initialise(
            mm.Address, Start, Start + Length, VmFlags.Read | VmFlags.Write, file: 0, Pages.Count(0, Start));
        log.Name(vma.Address, number);
        return vma;
    }

    private void CheckNumbers(AnonVmaStep step, string path)
    {
        bool isNew = step.Verb == AnonVmaVerb.Vma;
        if (vmas.ContainsKey(step.Vma) == isNew)
        {
            string wanted = isNew ? "a new VMA" : "a VMA that is there";
            throw new ScriptFormatException($"expected '{path}' to name {wanted}, found {step.Vma}");
        }

        if (step.Copy != 0 && vmas.ContainsKey(step.Copy))
        {
            throw new ScriptFormatException($"expected '{path}' to name a new VMA, found {step.Copy}");
        }
    }
}
