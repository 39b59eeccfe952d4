using SampleService.Domain;

namespace SampleService.Validation.Tests;

/// <summary>The validator ontology_has_ancestor (docs/validators.md).</summary>
public class OntologyValidatorTests
{
    private readonly KnownTerms _terms = new();

    [Theory]
    [InlineData("""{"v": "n"}""", null)]
    [InlineData("""{"v": "n", "w": "z"}""", null)]
    [InlineData("""{"v": "m"}""", "v")]
    [InlineData("""{"v": "n", "w": "a", "x": "b"}""", "w")]
    [InlineData("""{"v": 5}""", "v")]
    [InlineData("""{"v": true}""", "v")]
    [InlineData("""{"v": ""}""", "v")]
    public async Task Validate_Values_HaveTheAncestor(string values, string? subkey)
    {
        var findings = await Load("{ontology: letters, ancestor_term: m}").Validators!.FindAsync($"{{\"k\": {values}}}");

        Assert.Equal(
            subkey is null ? [] : [$"Key k: Metadata value at key {subkey} does not have letters ancestor term m"],
            findings.Select(finding => finding.DevMessage));
    }

    [Fact]
    public async Task Validate_ValueThatIsNoTerm_MakesNoLookup()
    {
        var validators = Load("{ontology: letters, ancestor_term: m}").Validators!;
        _terms.Lookups.Clear();

        await validators.FindAsync("""{"k": {"v": 5}}""");
        await validators.FindAsync("""{"k": {"v": ""}}""");

        Assert.Empty(_terms.Lookups);
    }

    [Theory]
    [InlineData("{ontology: letters, ancestor_term: m, srv_wiz_url: x}", "Unexpected configuration parameter: srv_wiz_url")]
    [InlineData("{ancestor_term: m}", "ontology is a required parameter")]
    [InlineData("{ontology: [x], ancestor_term: m}", "ontology must be a string")]
    [InlineData("{ontology: letters}", "ancestor_term is a required parameter")]
    [InlineData("{ontology: letters, ancestor_term: 5}", "ancestor_term must be a string")]
    [InlineData("{ontology: numbers, ancestor_term: m}", "ontology numbers doesn't exist")]
    [InlineData("{ontology: letters, ancestor_term: M}", "ancestor_term M is not found in letters")]
    public void Load_WrongParameters_AreRefused(string parameters, string reason)
    {
        var report = Load(parameters);

        Assert.Null(report.Validators);
        Assert.Equal($"Metadata validator callable build #0 failed for key k: {reason}", Assert.Single(report.Faults).Message);
        Assert.Equal("validators.k.validators[0]", report.Faults[0].Place);
    }

    [Fact]
    public async Task Load_SourceUnreachable_WarnsAndChecksWhenUsed()
    {
        _terms.IsUnreachable = true;
        var report = Load("{ontology: letters, ancestor_term: m}");
        var warning = Assert.Single(report.Warnings);
        Assert.StartsWith("validators.k.validators[0]: nobody there", warning, StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<ServiceException>(() => report.Validators!.FindAsync("""{"k": {"v": "n"}}"""));
        Assert.Equal((ErrorKind.UpstreamFailure, "nobody there"), (failure.Kind, failure.Message));

        _terms.IsUnreachable = false;
        Assert.Empty(await report.Validators!.FindAsync("""{"k": {"v": "n"}}"""));
        _terms.Lookups.Clear();
        Assert.Empty(await report.Validators!.FindAsync("""{"k": {"v": "n"}}"""));
        Assert.Equal(["n below m"], _terms.Lookups);
    }

    [Fact]
    public async Task Validate_AncestorFoundMissingLater_FailsTheCall()
    {
        _terms.IsUnreachable = true;
        var validators = Load("{ontology: letters, ancestor_term: M}").Validators!;
        _terms.IsUnreachable = false;

        var failure = await Assert.ThrowsAsync<ServiceException>(() => validators.FindAsync("""{"k": {"v": "n"}}"""));

        Assert.Equal(ErrorKind.ValidatorUnavailable, failure.Kind);
        Assert.Equal("A validator is configured wrongly: ancestor_term M is not found in letters", failure.Message);
    }

    [Fact]
    public async Task Load_NoSourceConfigured_WarnsAndFailsWhenUsed()
    {
        var report = Texts.Inspect(Texts.Key("k", "ontology_has_ancestor", "{ontology: letters, ancestor_term: m}"));

        Assert.Single(report.Warnings);
        Assert.Equal(
            "This service knows of no ontology service that could be asked about letters",
            (await Assert.ThrowsAsync<ServiceException>(() => report.Validators!.FindAsync("""{"k": {"v": "n"}}"""))).Message);
    }

    private ConfigurationReport Load(string parameters) =>
        Texts.Inspect(Texts.Key("k", "ontology_has_ancestor", parameters), new ValidatorCatalogue(_terms));
}
