using CsCheck;
using RcuSim.Explaining;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Properties;

/// <summary>
/// Whatever is done to the text of a layout, reading it gives a layout, which is written and read the same,
/// or one line that names the line at fault.
/// </summary>
public class MapsFuzzTests
{
    private static readonly string[] pieces =
    [
        "1000-2000 rw-p 0 00:00 0 [heap]\n", "2000-4000 r-xp 00001000 08:01 42 /bin/a b\n",
        "VmFlags: rd wr ac\n", "7000-9000 r--s 0 fd:00 7 /x (deleted)\n", "Size: 4 kB\n",
        "ffffffffff600000-ffffffffff601000 --xp 0 0:0 0\n", "\n", " ", "\t", "\r\n", "\0", "-", ":", "0", "f",
        "+", "/", "[stack]", "é", "\u2028", "\u00a0", "\ud800", "😀", "rw-p", "rwxq", "100000000000000000",
        "00ffffffffffffff-0100000000000000 rw-p 0 00:00 0\n", "\ufeff", "٣", "VmFlags:", "[rollup]",
        "- Size: 4 - VmFlags: dc", "mr mw me ac dc wf gd lo\n",
    ];

    [Fact]
    public void Pieces_in_any_order() =>
        Gen.Int[0, pieces.Length - 1].Array[0, 12].Sample(
            chosen => Check(string.Concat(chosen.Select(i => pieces[i]))), iter: Fuzz.Inputs);

    [Fact]
    public void Letters_put_in_place_of_others() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 4], Gen.Int[0, pieces.Length - 1]).Array[1, 5].Sample(
            changes =>
            {
                string text = string.Concat(pieces.Take(6));
                foreach (var (at, length, piece) in changes)
                {
                    int from = Math.Min(at, text.Length);
                    int count = Math.Min(length, text.Length - from);
                    text = text.Remove(from, count).Insert(from, pieces[piece]);
                }

                Check(text);
            },
            iter: Fuzz.Inputs);

    private static void Check(string text)
    {
        var read = Read(text);
        if (read.Layout is not { } layout)
        {
            Assert.Matches("^(line [0-9]+: |no mapping )", read.Error);
            Assert.True(Printable.Is(read.Error), read.Error);
            return;
        }

        Assert.Equal("", read.Error);
        var again = Read(string.Join('\n', layout.Entries.SelectMany(MapsLine.Write)));
        Assert.Equal(layout.Entries, again.Layout!.Entries);
    }

    private static MapsText Read(string text)
    {
        using var reader = new StringReader(text);
        return MapsText.Read(reader);
    }
}
