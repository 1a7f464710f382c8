using System.Runtime.InteropServices;

namespace RcuSim.Cli;

/// <summary>
/// What the system says of an open descriptor. .NET's console streams pass over a pipe that has lost its
/// reader.
/// </summary>
internal static partial class Descriptor
{
    private const short Error = 0x8;
    private const short HungUp = 0x10;

    /// <summary>True once nobody can read what is written to it; false where nobody says.</summary>
    public static bool IsUnread(int descriptor)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return false;
        }

        var request = new Request { Descriptor = descriptor };
        return Poll(ref request, 1, 0) > 0 && (request.Answer & (Error | HungUp)) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref Request requests, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Request
    {
        public int Descriptor;
        public short Wanted;
        public short Answer;
    }
}
