using System.Text;
using RcuSim.Explaining;
using RcuSim.Replays;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>A replay file to test with.</summary>
internal static class ReplaySample
{
    public static ReplayFile File() => new(
        "1.2.3",
        new("fork")
        {
            Parameters = new Dictionary<string, string> { ["regime"] = "v3", ["readers"] = "3" },
            Layout = ["00400000-00452000 r-xp 00000000 08:02 173521 /usr/bin/dbus-daemon"],
            Bugs = ["A1", "G0"],
            Failures = "fork/vm_area_struct#3",
        },
        new("baton", "pct", ulong.MaxValue, 17),
        new()
        {
            Conflicts = ["(rcu).grace-periods", "maple_node.slot"],
            Schedule = [new("fork", 12), new("fault-1", 1), new("callback 2 of fork", 3)],
            Choices = [0, 1, 4],
            Setup = "00ff00ff00ff00ff",
            Events =
            [
                "fork:0 begins",
                "fork:1 store.publish maple_node#1.slot[3] = 0",
                "fault-1:4 load -> \"é\"",
            ],
            Kind = ViolationKind.UseAfterFree,
            Message = "fault-1 uses maple_node#1 after callback 2 of fork freed it.",
            Timeline = ReplayEvents.Digest("timeline"),
        });

    public static string Json(ReplayFile? file = null)
    {
        using var stream = new MemoryStream();
        (file ?? File()).Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static ReplayFile? Read(string json, out string error) =>
        Read(Encoding.UTF8.GetBytes(json), out error);

    public static ReplayFile? Read(byte[] bytes, out string error)
    {
        using var stream = new MemoryStream(bytes);
        return ReplayFile.Read(stream, "a.json", out error);
    }
}
