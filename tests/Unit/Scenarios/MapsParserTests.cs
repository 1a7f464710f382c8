using System.Text;
using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Scenarios;

public class MapsParserTests
{
    private const VmFlags ReadWrite = VmFlags.Read | VmFlags.Write;
    private const string Good = "00400000-00402000 r-xp 00000000 08:01 42 /usr/bin/app\n";

    [Fact]
    public void A_real_processs_maps_are_read()
    {
        var text = Parse(
            Good
            + "00601000-00602000 rw-p 00001000 08:01 42                         /usr/bin/app with space\n"
            + "\n"
            + "7f0000000000-7f0000001000 rw-s 00000000 00:05 7 /dev/shm/x (deleted)\r\n"
            + "7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0                          [stack]\n"
            + "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]\n");
        Assert.Equal("", text.Error);
        Assert.Equal(
            [
                new(0x400000, 0x402000, VmFlags.Read | VmFlags.Execute, "/usr/bin/app", "08:01 42"),
                new(
                    0x601000,
                    0x602000,
                    ReadWrite | VmFlags.Account,
                    "/usr/bin/app with space",
                    "08:01 42"),
                new(
                    0x7f0000000000,
                    0x7f0000001000,
                    ReadWrite | VmFlags.Shared,
                    "/dev/shm/x (deleted)",
                    "00:05 7"),
                new(
                    0x7ffc00000000,
                    0x7ffc00021000,
                    ReadWrite | VmFlags.Account | VmFlags.GrowsDown,
                    "[stack]"),
            ],
            text.Layout!.Entries);
        Assert.Equal(["line 6: [vsyscall] lies in the kernel's half; left out"], text.Notes);
    }

    [Fact]
    public void This_processs_own_maps_are_read()
    {
        if (OperatingSystem.IsLinux())
        {
            using var reader = new StreamReader("/proc/self/maps");
            var text = MapsParser.Parse(reader);
            Assert.Equal("", text.Error);
            Assert.True(text.Layout!.Entries.Count > 20);
        }
    }

    [Theory]
    [InlineData("", "no mapping found; expected the form of /proc/PID/maps")]
    [InlineData("\n \n", "no mapping found; expected the form of /proc/PID/maps")]
    [InlineData("hello", "line 1: 1 column; expected START-END PERMISSIONS OFFSET DEVICE INODE [PATH]")]
    [InlineData(Good + "x r-xp 0 08:01 42", "line 2: 'x': expected START-END in hexadecimal")]
    [InlineData(
        Good + "500000-+600000 r-xp 0 08:01 42",
        "line 2: '500000-+600000': expected START-END in hexadecimal")]
    [InlineData(Good + "500000- r-xp 0 08:01 42", "line 2: '500000-': expected START-END in hexadecimal")]
    [InlineData(
        "10000000000000000-20000000000000000 r--p 0 0:0 0",
        "line 1: '10000000000000000-20000000000000000': expected START-END in hexadecimal")]
    [InlineData("400000-401000 rwxq 0 08:01 42", "line 1: 'rwxq': expected permissions such as rw-p")]
    [InlineData("400000-401000 r-xp zz 08:01 42", "line 1: 'zz': expected an offset in hexadecimal")]
    [InlineData("401000-401000 r-xp 0 08:01 42", "line 1: the range 401000-401000 is empty")]
    [InlineData("401000-400000 r-xp 0 08:01 42", "line 1: the range 401000-400000 is empty")]
    [InlineData(
        "400000-400800 r-xp 0 08:01 42",
        "line 1: the range 400000-400800 is not made of whole pages")]
    [InlineData(
        Good + "401000-403000 r-xp 0 08:01 42",
        "line 2: the range 401000-403000 overlaps the one before it")]
    [InlineData(Good + "300000-301000 r-xp 0 08:01 42", "line 2: the range 300000-301000 is out of order")]
    [InlineData(
        "400000-ffff800000000000 r-xp 0 08:01 42",
        "line 1: the range 400000-ffff800000000000 ends above what a process can map")]
    [InlineData(
        "\u001b[2J-1 r-xp 0 08:01 42",
        "line 1: '?[2J-1': expected START-END in hexadecimal; it looks like coloured output: "
        + "take the colours away")]
    public void Bad_text_is_refused_with_the_line_and_the_reason(string text, string error)
    {
        var parsed = Parse(text);
        Assert.Null(parsed.Layout);
        Assert.Equal(error, parsed.Error);
    }

    [Theory]
    [InlineData("400000-401000\0 r-xp 0 08:01 42", "expected START-END in hexadecimal")]
    [InlineData("400000-401000 r-xp 0\0 08:01 42", "expected an offset in hexadecimal")]
    [InlineData("400000-401000 r-xp 0 08:01\0 42", "expected a device such as 08:01 and an inode")]
    [InlineData("400000-401000 r-xp 0 08:01 42\0", "expected a device such as 08:01 and an inode")]
    [InlineData("400000-401000 r-xp 0 08:01 ١", "expected a device such as 08:01 and an inode")]
    [InlineData("400000-401000 r-xp 0 08:01\u00a042 x", "expected a device such as 08:01 and an inode")]
    [InlineData("\u00a0", "1 column; expected START-END PERMISSIONS OFFSET DEVICE INODE [PATH]")]
    [InlineData("400000-401000 r-xp 0 0801 42", "expected a device such as 08:01 and an inode")]
    [InlineData("400000-401000 r-xp 0 08:01 4x", "expected a device such as 08:01 and an inode")]
    public void A_number_with_anything_else_in_it_is_refused(string text, string error)
    {
        Assert.EndsWith(error, Parse(text).Error);
        Assert.DoesNotContain('\0', Parse(text).Error);
    }

    [Fact]
    public void Addresses_of_every_layout_are_read()
    {
        var text = Parse(
            "0-1000 rw-p 0 00:00 0\n"
            + "7ffffffff000-800000000000 rw-p 0 00:00 0\n"
            + "fffff7fdd000-fffff7ffe000 r-xp 0 00:00 0\n"
            + "fffffffffff000-100000000000000 rw-p 0 00:00 0 [stack]\n"
            + "ffff800000000000-ffff800000001000 r-xp 0 00:00 0\n");
        Assert.Equal("", text.Error);
        Assert.Equal(4, text.Layout!.Count);
        Assert.Equal(
            ["line 5: ffff800000000000-ffff800000001000 lies in the kernel's half; left out"], text.Notes);
        Assert.Contains("ends above", Parse("100000000000000-100000000001000 rw-p 0 00:00 0").Error);
    }

    [Fact]
    public void A_file_is_told_by_its_device_and_inode()
    {
        var text = Parse(
            "1000-2000 rw-s 0 00:01 3620 /dev/zero (deleted)\n"
            + "2000-3000 rw-s 0 00:01 3619 /dev/zero (deleted)\n"
            + "3000-4000 rw-s 0 00:01 3619 /another/name\n"
            + "4000-5000 rw-s 0 00:0e 3619 anon_inode:[perf_event]\n"
            + "5000-6000 rw-s 0 0:1 3620\n"
            + "6000-7000 r--p 0 00:00 0 /no/inode\n"
            + "7000-8000 r--p 0 00:00 0 [vdso]\n");
        Assert.Equal(
            ["00:01 3620", "00:01 3619", "00:01 3619", "00:0e 3619", "00:01 3620", "/no/inode", ""],
            text.Layout!.Entries.Select(entry => entry.File));
    }

    [Fact]
    public void Smaps_tells_the_flags_that_maps_cannot()
    {
        var text = Parse(
            "1000-2000 rw-p 0 00:00 0 [anon:x]\nSize:   4 kB\nProtectionKey:         0\nName:   [anon:x]\n"
            + "VmFlags: rd wr mr mw me dc wf sd\n"
            + "2000-3000 rw-p 0 00:00 0\nVmFlags: rd wr gd ac lo \n"
            + "3000-4000 rw-p 0 00:00 0 [stack]\nSize: 4 kB\n"
            + "ffffffffff600000-ffffffffff601000 --xp 0 00:00 0 [vsyscall]\nVmFlags: ex dc\n");
        Assert.Equal("", text.Error);
        Assert.Equal(
            [
                ReadWrite | VmFlags.DontCopy | VmFlags.WipeOnFork,
                ReadWrite | VmFlags.GrowsDown | VmFlags.Account | VmFlags.Locked,
                ReadWrite | VmFlags.GrowsDown | VmFlags.Account,
            ],
            text.Layout!.Entries.Select(entry => entry.Flags));
        Assert.Contains("line 1:", Parse("Size: 4 kB\n").Error);
        Assert.Contains(
            "line 2: 'much': expected an amount after Size",
            Parse("1000-2000 rw-p 0 0:0 0\nSize: much\n").Error);
    }

    [Theory]
    [InlineData("a\tb\u001b[2J", "a\tb\\u001B[2J")]
    [InlineData("/x\u2028y\u202Ez", "/x\\u2028y\\u202Ez")]
    [InlineData("/\ud83d\ude00", "/\ud83d\ude00")]
    public void A_name_is_kept_in_plain_text(string name, string kept) =>
        Assert.Equal(
            kept.Replace("\t", "\\u0009"),
            Assert.Single(Parse($"1000-2000 rw-p 0 00:00 0 {name}").Layout!.Entries).Name);

    [Fact]
    public void A_range_that_begins_before_the_one_above_ends_may_be_a_torn_reading()
    {
        Assert.True(Parse("1000-3000 r--p 0 0:0 0\n1000-4000 r--p 0 0:0 0").IsTorn);
        Assert.False(Parse("1000-3000 r--p 0 0:0 0\n5000-4000 r--p 0 0:0 0").IsTorn);
        Assert.False(Parse("x").IsTorn);
    }

    [Theory]
    [InlineData("Address           Kbytes     RSS   Dirty Mode  Mapping", "pmap")]
    [InlineData("[0x0000000000400000-0x0000000000401000) r-x /bin/x", "lldb")]
    [InlineData("    0x555555554000     0x555555558000 r--p     4000      0 /bin/x", "vmmap")]
    [InlineData("======= Memory map: ========", "glibc")]
    [InlineData("F/libc    ( 4711): Fatal signal 11 (SIGSEGV)", "logcat")]
    [InlineData("00400000 default file=/bin/x mapped=1 N0=1", "numa_maps")]
    [InlineData("lr-------- 1 root root 64 Jan  1 00:00 400000-401000 -> /bin/x", "map_files")]
    [InlineData("0x400000 0x401000 1 0 0xfffff80003 r-x 1 0 0x1000 COW NC vnode /bin/x", "FreeBSD")]
    [InlineData("==4711==Process memory map follows:", "sanitizer")]
    [InlineData("__TEXT  100000000-100004000 [   16K] r-x/r-x SM=COW  /bin/x", "macOS")]
    [InlineData("mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3, 0) = 0x7f0000000000", "strace")]
    [InlineData("maps:00400000-00401000 r-xp 00000000 08:01 42 /bin/x", "grep")]
    [InlineData("     1\t00400000-00401000 r-xp 00000000 08:01 42 /bin/x", "numbers of lines")]
    [InlineData("> 00400000-00401000 r-xp 00000000 08:01 42 /bin/x", "mail")]
    [InlineData("{", "JSON")]
    [InlineData("0\00\0", "UTF-16")]
    [InlineData("00400000-ffffffffff601000 ---p 00000000 00:00 0    [rollup]", "smaps_rollup")]
    public void Another_form_is_named(string line, string form)
    {
        string error = Parse(line + "\n").Error;
        Assert.StartsWith("line 1: ", error);
        Assert.Contains("it looks like ", error);
        Assert.Contains(form, error);
    }

    [Fact]
    public void Blank_lines_come_to_an_end() =>
        Assert.Equal("line 1000001: more than 1,000,000 lines", Parse(new string('\n', 2_000_000)).Error);

    [Fact]
    public void A_line_without_end_is_refused() =>
        Assert.Equal("line 1: longer than 8192 characters", Parse(new string('x', 1_000_000)).Error);

    [Fact]
    public void As_many_mappings_as_a_process_may_have_are_read_and_no_more()
    {
        Assert.Equal(VmaLayout.Limit, Parse(Many(VmaLayout.Limit)).Layout!.Entries.Count);
        Assert.Equal("line 65531: more than 65,530 mappings", Parse(Many(100_000)).Error);
    }

    private static MapsText Parse(string text)
    {
        using var reader = new StringReader(text);
        return MapsParser.Parse(reader);
    }

    private static string Many(int count)
    {
        var text = new StringBuilder();
        for (ulong i = 0; i < (ulong)count; i++)
        {
            text.Append($"{0x400000 + (i * 0x2000):x}-{0x401000 + (i * 0x2000):x} rw-p 0 00:00 0\n");
        }

        return text.ToString();
    }
}
