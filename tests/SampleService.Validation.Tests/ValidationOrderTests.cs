using System.Text;
using SampleService.Json;

namespace SampleService.Validation.Tests;

/// <summary>The order of validators, and the texts of their findings.</summary>
public class ValidationOrderTests
{
    private readonly List<string> _calls = [];

    /// <summary>Of one key: several are validated side by side.</summary>
    [Theory]
    [InlineData("cx", "p1a", "p1b")]
    [InlineData("chem", "k1", "k2", "p1a", "p1b", "p3", "p4")]
    public async Task Validate_KeyAndPrefixes_AreValidatedInOrder(string key, params string[] expected)
    {
        var validators = new MetadataValidators(
            [Rules("chem", null, "k1", "k2")],
            [Rules("chem", null, "p4"), Rules("c", null, "p1a", "p1b"), Rules("che", null, "p3"), Rules("chemi", null, "p5")]);

        Assert.Empty(await validators.FindAsync($$$"""{"{{{key}}}": {"a": 1}}"""));
        Assert.Equal(expected, _calls);
    }

    [Fact]
    public async Task Validate_AllFindings_OnePerValidator()
    {
        var finding = new Finding("bad", "v");
        var validators = new MetadataValidators([Rules("ab", finding, "k1", "k2")], [Rules("a", finding, "p1")]);

        var findings = await validators.FindAsync("""{"x": {"v": 1}, "ab": {"v": 1}, "a": {"v": 1}}""");

        Assert.Equal(["x", "ab", "ab", "ab", "a"], findings.Select(f => f.Key));
        Assert.Equal([null, "v", "v", null, null], findings.Select(f => f.Subkey));
        Assert.Equal([null, null, null, "a", "a"], findings.Select(f => f.Prefix));
        Assert.Equal([true, false, false, false, false], findings.Select(f => f.IsNoValidator));
    }

    [Theory]
    [InlineData("""{"x": {}, "ab": {}}""", "")]
    [InlineData("""{"ab": {}, "x": {}}""", "k1")]
    [InlineData("""{"a": {}, "x": {}}""", "p1")]
    public async Task Validate_StopAtFirst_RunsNoMoreValidators(string controlled, string expected)
    {
        var finding = new Finding("bad", "v");
        var validators = new MetadataValidators([Rules("ab", finding, "k1", "k2")], [Rules("a", finding, "p1", "p2")]);
        List<MetadataFinding> findings = [];
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(controlled));

        await validators.ValidateAsync([text.Root], stopAtFirst: true, (_, found) => findings.Add(found), default);

        Assert.Single(findings);
        Assert.Equal(expected, string.Join(",", _calls));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("0")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    public async Task Validate_NothingControlled_FindsNothing(string controlled) =>
        Assert.Empty(await MetadataValidators.None.FindAsync(controlled));

    [Fact]
    public async Task Validate_AbsentMetadata_FindsNothing()
    {
        List<MetadataFinding> findings = [];
        await MetadataValidators.None.ValidateAsync([default], stopAtFirst: false, (_, found) => findings.Add(found), default);
        Assert.Empty(findings);
    }

    [Fact]
    public async Task Validate_WithoutConfiguration_RefusesEveryKey()
    {
        var findings = await MetadataValidators.None.FindAsync("""{"b": {"x": 1}, "a\ud800": {"x": 1}}""");

        Assert.Equal(["b", "a\ud800"], findings.Select(f => f.Key));
        Assert.All(findings, finding => Assert.True(finding.IsNoValidator));
        Assert.Null(MetadataValidators.None.StaticMetadata("b"));
        Assert.Null(MetadataValidators.None.PrefixStaticMetadata("b"));
        Assert.Empty(MetadataValidators.None.FindPrefixes("b"));
    }

    [Fact]
    public async Task Validate_CallerCancels_IsCancelled()
    {
        using var text = JsonText.Parse("""{"k": {"x": 1}}"""u8.ToArray());
        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
            await MetadataValidators.None.ValidateAsync([text.Root], false, (_, _) => { }, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Finding_NoValidator_HasTexts()
    {
        var finding = MetadataFinding.NoValidator("k");

        Assert.Equal("Node at index 3: No validator available for metadata key k", finding.SaveDetail(3));
        Assert.Equal("Cannot validate controlled field \"k\", no matching validator found", finding.Message);
        Assert.Equal(finding.Message, finding.DevMessage);
    }

    [Fact]
    public void Finding_OfKey_HasTexts()
    {
        var finding = MetadataFinding.OfKey("k", new Finding("bad \"x\"", "sub"));

        Assert.Equal("Node at index 0: Key k: bad \"x\"", finding.SaveDetail(0));
        Assert.Equal("Validation failed: \"bad \"x\"\"", finding.Message);
        Assert.Equal("Key k: bad \"x\"", finding.DevMessage);
        Assert.Equal("sub", finding.Subkey);
    }

    [Fact]
    public void Finding_OfPrefix_HasTexts()
    {
        var finding = MetadataFinding.OfPrefix("pre", "prefixed", new Finding("bad", "sub"));

        Assert.Equal("Node at index 1: Prefix validator pre, key prefixed: bad", finding.SaveDetail(1));
        Assert.Equal("Validation failed: \"bad\" from validator for prefix \"pre\"", finding.Message);
        Assert.Equal("Prefix validator pre, key prefixed: bad", finding.DevMessage);
        Assert.Null(finding.Subkey);
    }

    private KeyRules Rules(string key, Finding? finding, params string[] names) =>
        new(key, names.Select(name => (IMetadataValidator)new RecordingValidator(name, _calls, finding)).ToArray(), "{}"u8.ToArray());
}
