namespace SampleService.Domain.Tests;

public class IdentifierNamespaceTests
{
    [Theory]
    [InlineData("igsn", true)]
    [InlineData("doi", true)]
    [InlineData("IGSN", false)]
    [InlineData("~alice", true)]
    [InlineData("@soil-lab", true)]
    [InlineData("~", false)]
    [InlineData("@ ", false)]
    [InlineData("", false)]
    public void IsKnown_Name_IsTold(string name, bool isKnown) => Assert.Equal(isKnown, IdentifierNamespace.IsKnown(name));

    [Theory]
    [InlineData("igsn", "ieawh0001", "10.58052/IEAWH0001")]
    [InlineData("igsn", "IGSN:IEAWH0001", "10.58052/IEAWH0001")]
    [InlineData("igsn", "https://igsn.org/IEAWH0001", "10.58052/IEAWH0001")]
    [InlineData("igsn", "https://doi.org/10.58052/ieawh0001", "10.58052/IEAWH0001")]
    [InlineData("igsn", "10.60471/abc-1.x", "10.60471/ABC-1.X")]
    [InlineData("igsn", "AU-1234", "AU-1234")]
    [InlineData("igsn", "a b", null)]
    [InlineData("igsn", "", null)]
    [InlineData("biosample", "samn01", "SAMN01")]
    [InlineData("biosample", "SAMEA12", "SAMEA12")]
    [InlineData("biosample", "SAME12", null)]
    [InlineData("biosample", "SAMN1\n", null)]
    [InlineData("doi", "doi:10.1234/ABC", "10.1234/abc")]
    [InlineData("doi", "https://doi.org/10.1234/a(b)", "10.1234/a(b)")]
    [InlineData("doi", "10.12/x", null)]
    [InlineData("ark", "ark:/12345/x-y-Z", "ark:12345/xyZ")]
    [InlineData("ark", "https://n2t.net/ark:12345/x", "ark:12345/x")]
    [InlineData("ark", "ark:123/x", null)]
    [InlineData("~alice", " Core 1 ", "Core 1")]
    [InlineData("~alice", " ", null)]
    public void Canonical_Value_IsInOneForm(string name, string value, string? canonical) =>
        Assert.Equal(canonical, IdentifierNamespace.Canonical(name, value));
}
