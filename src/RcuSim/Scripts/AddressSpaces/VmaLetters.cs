using System.Text;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>The letters for flags in cases on address spaces.</summary>
internal static class VmaLetters
{
    /// <summary>The word for no flag.</summary>
    private const string None = "_";

    private static readonly (char Letter, VmFlags Flag)[] letters =
    [
        ('r', VmFlags.Read), ('w', VmFlags.Write), ('x', VmFlags.Execute), ('s', VmFlags.Shared),
        ('g', VmFlags.GrowsDown), ('a', VmFlags.Account), ('c', VmFlags.DontCopy),
        ('i', VmFlags.WipeOnFork), ('q', VmFlags.Sequential), ('l', VmFlags.Locked),
        ('n', VmFlags.NoReserve),
    ];

    /// <summary>What may be asked for; whether memory is charged is not.</summary>
    public static string Usage => $"letters of {Known} or {None}";

    private static string Known =>
        string.Concat(letters.Where(row => row.Flag != VmFlags.Account).Select(row => row.Letter));

    /// <summary>Reads letters; null if there is another, or one twice.</summary>
    public static VmFlags? Read(string text)
    {
        if (text == None)
        {
            return VmFlags.None;
        }

        var flags = VmFlags.None;
        foreach (char letter in text)
        {
            var flag = letters.FirstOrDefault(row => row.Letter == letter).Flag;
            if (flag is VmFlags.None or VmFlags.Account || flags.HasFlag(flag))
            {
                return null;
            }

            flags |= flag;
        }

        return text.Length == 0 ? null : flags;
    }

    /// <summary>Writes flags.</summary>
    public static string Write(VmFlags flags)
    {
        var text = new StringBuilder();
        foreach (var (letter, flag) in letters)
        {
            text.Append(flags.HasFlag(flag) ? $"{letter}" : "");
        }

        return text.ToString();
    }
}
