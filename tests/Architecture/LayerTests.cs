namespace RcuSim.Tests.Architecture;

public class LayerTests
{
    private static readonly LayerTable twoLayers = new(["Maple", "Mm"]);

    [Fact]
    public void Layers_use_only_lower_layers() =>
        Expect.None(LayerRule.Check(LayerTable.FromArchitecture(), Source.Below("src/RcuSim")));

    [Fact]
    public void Every_folder_is_a_layer()
    {
        var table = LayerTable.FromArchitecture();
        Assert.Equal("Machine", table.Layers[0]);
        Assert.All(Source.Below("src/RcuSim"), source => Assert.Contains(source.Layer, table.Layers));
    }

    [Theory]
    [InlineData("using RcuSim.Mm;")]
    [InlineData("using static RcuSim.Mm.Fork.Regime;")]
    [InlineData("using Space = RcuSim.Mm.MmStruct;")]
    [InlineData("global using RcuSim.Mm.Fork;")]
    [InlineData("namespace RcuSim.Maple; class C { RcuSim.Mm.Vma field; }")]
    [InlineData("namespace RcuSim.Maple; class C { object F() => global::RcuSim.Mm.Vma.None(); }")]
    [InlineData("namespace RcuSim.Maple; class C { Mm.Vma F() => default; }")]
    [InlineData("namespace RcuSim.Maple; class C { object F() => Mm.Vma.None(); }")]
    public void Using_a_higher_layer_is_caught(string code) =>
        Expect.One("Maple uses Mm", LayerRule.Check(twoLayers, [new("src/RcuSim/Maple/C.cs", code)]));

    [Theory]
    [InlineData("src/RcuSim/Mm/C.cs", "namespace RcuSim.Mm.Fork; class C { Maple.Node n; }")]
    [InlineData("src/RcuSim/Maple/C.cs", "namespace RcuSim.Maple; class C { int Mm; int F() => Mm.Get(); }")]
    [InlineData("src/RcuSim/Maple/Walk/C.cs", "namespace RcuSim.Maple; class C { int F(C c) => c.Mm.Vma; }")]
    public void Allowed_code_passes(string path, string code) =>
        Expect.None(LayerRule.Check(twoLayers, [new(path, code)]));

    [Theory]
    [InlineData("src/RcuSim/Extra/C.cs", "namespace RcuSim.Extra;")]
    [InlineData("src/RcuSim/C.cs", "namespace RcuSim;")]
    [InlineData("src/RcuSim/Maple/C.cs", "namespace RcuSim.Mm;")]
    [InlineData("src/RcuSim/Maple/C.cs", "namespace RcuSim.MapleTrees;")]
    public void A_file_outside_its_layer_is_caught(string path, string code) =>
        Expect.One(path, LayerRule.Check(twoLayers, [new(path, code)]));
}
