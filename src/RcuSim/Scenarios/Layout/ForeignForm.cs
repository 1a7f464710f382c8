using System.Text.RegularExpressions;

namespace RcuSim.Scenarios;

/// <summary>
/// Knows the other forms in which tools print a process's mappings, and names the one it sees.
/// </summary>
internal sealed class ForeignForm
{
    private const int Kept = 40;
    private const string TakeMaps = "take a copy of /proc/PID/maps while the process runs";
    private const string CutOut = "keep only the lines of the mappings";

    private static readonly (Regex Line, string Form, string Advice)[] forms =
    [
        Row(@"\[rollup\]|smaps_rollup", "/proc/PID/smaps_rollup", TakeMaps),
        Row(@"^(\d+:\s+\S|\s*[0-9a-f]{8,16}\s+\d+K?\s|Address\s+(Kbytes|Perm))", "pmap", TakeMaps),
        Row("^process \\d+$|Mapped address spaces:|^\\s*Start Addr\\s+End Addr", "gdb's 'info proc mappings'",
            "use 'shell cp /proc/PID/maps FILE' in gdb"),
        Row(@"^(LEGEND:|\[ Legend:)|^\s*0x[0-9a-f]+\s+0x[0-9a-f]+\s+[r-][w-][x-]p?\s",
            "a debugger's 'vmmap'", TakeMaps),
        Row(@"^\s*\[0x[0-9a-f]+-0x[0-9a-f]+\)", "lldb's 'memory region'", TakeMaps),
        Row("^Dynamic libraries:|Java Runtime Environment|^# *Problematic frame|hs_err",
            "a Java hs_err file", $"{CutOut} below 'Dynamic libraries:'"),
        Row(@"^=+ ?Memory map: ?=+|^\*\*\* (Error in|glibc detected)", "a glibc error report",
            $"{CutOut} below 'Memory map:'"),
        Row(@"^memory map( \(|:)|^\s*[0-9a-f]{8}'[0-9a-f]{8}-|^\*\*\* \*\*\* \*\*\*|^ABI: ",
            "an Android tombstone", TakeMaps),
        Row(@"^\d\d-\d\d \d\d:\d\d:\d\d\.\d+\s|^[VDIWEF]/\S+\s*\(\s*\d+\):|^-+ beginning of ",
            "an Android log (logcat)", $"{CutOut}, without what logcat put before them, or {TakeMaps}"),
        Row(@"^\[\s*\d+\.\d{6}\]", "a kernel log", TakeMaps),
        Row("^==+\\d+==|^--\\d+(:\\d+)?-- |Process memory map follows",
            "a report of a sanitizer or of valgrind", TakeMaps),
        Row("PERF_RECORD_MMAP", "perf script", TakeMaps),
        Row(@"^(\d+ +)?(mmap2?|brk|munmap|execve|mprotect)\(", "strace", TakeMaps),
        Row(@"^(REGION TYPE|==== .*regions for process|VM_ALLOCATE|__TEXT\s)|SM=[A-Z]{3}",
            "macOS's vmmap", "RcuSim reads the mappings of Linux processes"),
        Row(@"^\s*PID\s+START\s+END\s+PRT|^0x[0-9a-f]+ 0x[0-9a-f]+ \d+ \d+ ",
            "FreeBSD's process map", "read /compat/linux/proc/PID/maps there"),
        Row(@"^[0-9a-f]+`[0-9a-f]+|^\+?\s+[0-9a-f]+`[0-9a-f]{8}\s", "WinDbg's '!address'",
            "RcuSim reads the mappings of Linux processes"),
        Row(@"^[0-9a-f]+-[0-9a-f]+ [r-][w-][x-]- ", "WSL 1, which does not say what is private or shared",
            "replace the last '-' of the permissions by 'p' or 's'"),
        Row(@"^\s*0x[0-9a-f]+-0x[0-9a-f]+\s", "rr or a debugger", $"{TakeMaps}, or take '0x' away"),
        Row(@"^[0-9a-f]+ (default|bind|prefer|interleave|local)\S* ", "/proc/PID/numa_maps", TakeMaps),
        Row(@"^[l-][r-][w-][x-]\S* .*[0-9a-f]+-[0-9a-f]+ -> ", "a listing of /proc/PID/map_files", TakeMaps),
        Row(@"^\s*[0-9a-f]+-[0-9a-f]+ : ", "/proc/iomem or /proc/ioports", TakeMaps),
        Row(@"^0x[0-9a-f]+-0x[0-9a-f]+\s+\d+", "/proc/vmallocinfo", TakeMaps),
        Row(@"^(Name|State|Umask|MemTotal|MemFree|Pid|Tgid):\s",
            "/proc/PID/status or /proc/meminfo", TakeMaps),
        Row(@"^(Page size:|\s*Start\s+End\s+Page Offset|CORE\s)", "the notes of a core file",
            "a core file does not say what is shared; " + TakeMaps),
        Row(@"^(Path|Directory|SymlinkTo): |^# ttar", "a ttar archive", $"{CutOut}"),
        Row(@"^(\S*/)?s?maps:(\d+:)?[0-9a-f]+-[0-9a-f]+ ", "grep, with names of files", "use grep -h"),
        Row(@"^\s*\d+[:\t ]\s*[0-9a-f]+-[0-9a-f]+\s+[r-][w-][x-][ps]", "a list with numbers of lines",
            "take the numbers away"),
        Row(@"^\s*>\s*[0-9a-f]+-[0-9a-f]+ ", "a quoted mail", "take the '>' away"),
        Row(@"^\s*[\[{]\s*(""|\{|$)", "JSON", TakeMaps),
        Row(@"^\s*<(!DOCTYPE|html|\?xml)", "a web page", "take its plain text"),
        Row(@"^\u007fELF|^\u001f", "a binary file", TakeMaps),
        Row(@"^[^\0]\0[^\0]\0", "UTF-16 without a byte order mark", "save it as UTF-8"),
        Row(@"\u001b\[", "coloured output", "take the colours away"),
        Row(@"^\s*(\.\.\.|…|\[\.\.\.\]|--\s*$)", "an excerpt", "every mapping must be there"),
        Row(@"^\s*(#|//|;)", "a comment", "take it away"),
    ];

    private readonly List<string> first = [];
    private string last = "";

    /// <summary>Sees the next line.</summary>
    public void See(string line)
    {
        last = line;
        if (first.Count < Kept)
        {
            first.Add(line);
        }
    }

    /// <summary>
    /// What the lines so far look like and what to do; empty if they look like nothing known.
    /// </summary>
    public string Advice()
    {
        // The line at fault tells most; what went before it may be a heading.
        foreach (string line in first.Prepend(last))
        {
            foreach (var (pattern, form, advice) in forms)
            {
                if (pattern.IsMatch(line))
                {
                    return $"; it looks like {form}: {advice}";
                }
            }
        }

        return "";
    }

    private static (Regex Line, string Form, string Advice) Row(
        string pattern, string form, string advice) =>
        (new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), form, advice);
}
