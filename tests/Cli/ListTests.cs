using System.Text.Json;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Cli;

public class ListTests
{
    [Fact]
    public void Names_everything_that_can_be_given()
    {
        var said = Terminal.Run("list");
        Assert.Equal(0, said.Code);
        Assert.Equal("", said.Error);
        string[] names =
        [
            "pointer", "bulk", "not modelled yet", "CVE-2023-3269",
            "baton", "q-learning", "  item ",
        ];
        Assert.All(names.Concat(Gallery.All.Select(b => b.Id)), name => Assert.Contains(name, said.Out));
    }

    [Fact]
    public void Names_what_is_chosen_by_default() =>
        Assert.Contains("Fork variants (v3 is the default)", Terminal.Run("list").Out);

    [Fact]
    public void Is_one_JSON_document()
    {
        using var json = JsonDocument.Parse(Terminal.Run("list", "--json").Out);
        Assert.Equal("pointer", json.RootElement.GetProperty("scenarios")[0].GetProperty("name").GetString());
        Assert.Equal(Gallery.All.Count, json.RootElement.GetProperty("bugs").GetArrayLength());
        Assert.Equal("item", json.RootElement.GetProperty("failures")[0].GetProperty("name").GetString());
        Assert.True(json.RootElement.GetProperty("regimes")[1].GetProperty("isDefault").GetBoolean());
        Assert.False(json.RootElement.GetProperty("regimes")[0].GetProperty("supported").GetBoolean());
    }
}
