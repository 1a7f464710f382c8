using System.Runtime.InteropServices;

namespace RcuSim.Cli;

/// <summary>
/// What the system says of open descriptors. .NET's console streams pass over a pipe that has lost its
/// reader, and its loader takes a library that it has no descriptor for to be missing.
/// </summary>
internal static partial class Descriptor
{
    private const ulong Needed = 128;
    private const short Error = 0x8;
    private const short HungUp = 0x10;

    /// <summary>
    /// True if this process may have too few files open at once; it then says so on the error output. It
    /// needs no library, since none could be loaded.
    /// </summary>
    public static unsafe bool AreTooFew()
    {
        bool isLinux = OperatingSystem.IsLinux();
        if (!isLinux && !OperatingSystem.IsMacOS())
        {
            return false;
        }

        var limit = default(Limit);
        if (ReadLimit(isLinux ? 7 : 8, ref limit) != 0 || limit.Soft >= Needed)
        {
            return false;
        }

        var line = "rcusim: too few files may be open at once (ulimit -n): expected at least 128\n"u8;
        fixed (byte* text = line)
        {
            _ = Write(2, text, (nuint)line.Length);
        }

        return true;
    }

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

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int ReadLimit(int resource, ref Limit limit);

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int descriptor, byte* text, nuint length);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Request
    {
        public int Descriptor;
        public short Wanted;
        public short Answer;
    }
}
