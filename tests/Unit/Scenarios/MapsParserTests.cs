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
                new(0x400000, 0x402000, VmFlags.Read | VmFlags.Execute, "/usr/bin/app"),
                new(0x601000, 0x602000, ReadWrite | VmFlags.Account, "/usr/bin/app with space"),
                new(0x7f0000000000, 0x7f0000001000, ReadWrite | VmFlags.Shared, "/dev/shm/x (deleted)"),
                new(
                    0x7ffc00000000,
                    0x7ffc00021000,
                    ReadWrite | VmFlags.Account | VmFlags.GrowsDown,
                    "[stack]"),
            ],
            text.Layout!.Entries);
        Assert.Equal(["line 6: [vsyscall] lies above what a process can map; left out"], text.Notes);
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
    [InlineData("hello", "line 1: 1 columns; expected START-END PERMISSIONS OFFSET DEVICE INODE [PATH]")]
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
    [InlineData("\u001b[2J-1 r-xp 0 08:01 42", "line 1: '?[2J-1': expected START-END in hexadecimal")]
    public void Bad_text_is_refused_with_the_line_and_the_reason(string text, string error)
    {
        var parsed = Parse(text);
        Assert.Null(parsed.Layout);
        Assert.Equal(error, parsed.Error);
    }

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
