using System.Text;
using System.Text.Json;
using CsCheck;
using RcuSim.Explaining;
using RcuSim.Replays;

namespace RcuSim.Tests.Properties;

/// <summary>
/// Whatever is done to a replay file, reading it gives the file or one line, never an exception.
/// </summary>
public class ReplayFuzzTests
{
    private static readonly byte[] sample = NewSample();

    private static readonly string[] tokens =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "1e400", "18446744073709551616",
        "\\u0000", "\\ud800", "\u00ff", "*", " ", "\n", "\"schema\"", "\"version\": 3", "rcusim-replay",
    ];

    private static readonly Gen<int> token = Gen.Int[0, tokens.Length - 1];

    [Fact]
    public void Changed_bytes() =>
        Gen.Select(Gen.Int[0, sample.Length - 1], Gen.Byte).Array[1, 8].Sample(changes =>
        {
            byte[] bytes = [.. sample];
            foreach (var (at, value) in changes)
                bytes[at] = value;
            Check(bytes);
        }, iter: Fuzz.Inputs);

    [Fact]
    public void Tokens_put_in_place_of_others() =>
        Gen.Select(Gen.Int[0, sample.Length], Gen.Int[0, 30], token).Array[1, 4].Sample(changes =>
        {
            var bytes = sample.ToList();
            foreach (var (at, length, n) in changes)
            {
                int from = Math.Min(at, bytes.Count);
                bytes.RemoveRange(from, Math.Min(length, bytes.Count - from));
                bytes.InsertRange(from, Encoding.UTF8.GetBytes(tokens[n]));
            }

            Check([.. bytes]);
        }, iter: Fuzz.Inputs);

    [Fact]
    public void Lines_repeated_moved_and_dropped() =>
        Gen.Int[0, Lines(sample).Length - 1].Array[0, 80].Sample(order =>
        {
            string[] lines = Lines(sample);
            Check(Encoding.UTF8.GetBytes(string.Join('\n', order.Select(i => lines[i]))));
            var dropped = lines.Where((_, i) => !order.Take(2).Contains(i));
            Check(Encoding.UTF8.GetBytes(string.Join('\n', dropped)));
        }, iter: Fuzz.Inputs);

    private static string[] Lines(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n');

    private static void Check(byte[] bytes)
    {
        CheckAsItIs(bytes);
        if (Signed(bytes) is { } signed)
        {
            CheckAsItIs(signed);
        }
    }

    /// <summary>The same file with the digest that fits it; null if it is none.</summary>
    private static byte[]? Signed(byte[] bytes)
    {
        try
        {
            using var document = ReplayReader.Parse(bytes);
            return Write(ReplayReader.Read(document.RootElement, out _));
        }
        catch (Exception e) when (e is ReplayFormatException or JsonException)
        {
            return null;
        }
    }

    private static void CheckAsItIs(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var file = ReplayFile.Read(stream, "fuzz", out string error);
        if (file is null)
        {
            Assert.StartsWith("fuzz: ", error, StringComparison.Ordinal);
            Assert.DoesNotContain(error, c => char.IsControl(c));
            return;
        }

        Assert.Equal("", error);
        byte[] written = Write(file);
        using var second = new MemoryStream(written);
        Assert.Equal(written, Write(ReplayFile.Read(second, "again", out _)!));
    }

    private static byte[] Write(ReplayFile file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }

    private static byte[] NewSample() => Write(new(
        "1",
        new("fork")
        {
            Parameters = new Dictionary<string, string> { ["readers"] = "3" },
            Layout = ["00400000-00452000 r-xp 00000000 08:02 173521 /bin/x"],
            Bugs = ["A1"],
        },
        new("baton", "random", 7, 9),
        new()
        {
            Conflicts = ["(rcu).grace-periods"],
            Schedule = [new("fork", 12), new("rcu", 1)],
            Choices = [0, 3],
            Setup = "0123",
            Events = ["fork:0 begins", "rcu:0 begins"],
            Kind = ViolationKind.Leak,
            Message = "left",
            Timeline = "4567",
        }));
}
