using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Testing.Fakes;
using SampleService.Upstream.KBase;
using SampleService.Validation;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>The ontology service of KBase, found through the service wizard (docs/kbase.md).</summary>
public sealed class KBaseOntologyServiceTests : IAsyncLifetime
{
    private const string Envo = "envo_ontology";
    private const string Biome = "ENVO:00000428";
    private const string LandBiome = "ENVO:00000446";
    private const string Material = "ENVO:00010483";

    private readonly FakeClock _clock = new();
    private readonly RecordingLog _log = new();
    private OntologyFake _fake = null!;
    private KBaseOntologyService _ontologies = null!;

    public async Task InitializeAsync()
    {
        _fake = await OntologyFake.StartAsync();
        _ontologies = Over(_fake.Url);
    }

    public async Task DisposeAsync()
    {
        _ontologies.Dispose();
        await _fake.DisposeAsync();
    }

    [Theory]
    [InlineData(Envo, Biome, OntologyTermStatus.Found)]
    [InlineData(Envo, "ENVO:0", OntologyTermStatus.NoSuchTerm)]
    [InlineData("nope", Biome, OntologyTermStatus.NoSuchOntology)]
    public async Task FindTerm_Term_HasItsStatus(string ontology, string term, OntologyTermStatus status) =>
        Assert.Equal(status, await _ontologies.FindTermAsync(ontology, term, default));

    [Theory]
    [InlineData(LandBiome, Biome, true)]
    [InlineData(Biome, Biome, false)]
    [InlineData("ENVO:01000254", Biome, false)]
    [InlineData("envo:00000446", Biome, false)]
    [InlineData("nothing", Biome, false)]
    [InlineData("STEP:0000020", Material, true)]
    [InlineData("STEP:0000021", Material, true)]
    [InlineData("STEP:0000025", Material, true)]
    [InlineData("STEP:0000025", Biome, false)]
    public async Task HasAncestor_ManyPages_AreAllSearched(string term, string ancestor, bool isBelow) =>
        Assert.Equal(isBelow, await _ontologies.HasAncestorAsync(Envo, term, ancestor, default));

    [Theory]
    [InlineData("T:1", true)]
    [InlineData("T:20", true)]
    [InlineData("T:21", true)]
    [InlineData("T:60", true)]
    [InlineData("T:61", false)]
    public async Task HasAncestor_PageSizeOfService_SearchesAllPages(string ancestor, bool isBelow)
    {
        await using var service = await StubServer.StartAsync();
        service.Answer = context =>
        {
            using var call = JsonDocument.Parse(service.Requests[^1].Body);
            var parameter = call.RootElement.GetProperty("params")[0];
            if (!parameter.TryGetProperty("offset", out var offset))
                return StubServer.Text(200, $$"""{"result": [{"url": "{{service.Url}}"}]}""")(context);
            var page = Enumerable.Range(1, 60).Skip(offset.GetInt32()).Take(20).Select(i => $$"""{"term": {"id": "T:{{i}}" } }""");
            return StubServer.Text(200, $$"""{"result": [{"results": [{{string.Join(',', page)}}]}]}""")(context);
        };
        using var ontologies = Over(service.Url);

        Assert.Equal(isBelow, await ontologies.HasAncestorAsync(Envo, "T:0", ancestor, default));
    }

    [Fact]
    public async Task HasAncestor_OffsetIgnored_StopsAfterRepeatedPage()
    {
        await using var service = await StubServer.StartAsync();
        var page = string.Join(',', Enumerable.Range(1, 30).Select(i => $$"""{"term": {"id": "T:{{i}}" } }"""));
        service.Answer = context => StubServer.Text(
            200, $$"""{"result": [{"url": "{{service.Url}}", "results": [{{page}}]}]}""")(context);
        using var ontologies = Over(service.Url);

        Assert.False(await ontologies.HasAncestorAsync(Envo, "T:0", "T:31", default));
        Assert.Equal(3, service.Requests.Length);
    }

    [Fact]
    public async Task HasAncestor_EndlessPages_Fails()
    {
        await using var service = await StubServer.StartAsync();
        service.Answer = context =>
        {
            var page = string.Join(',', Enumerable.Range(1, 20).Select(i => $$"""{"term": {"id": "T:{{service.Requests.Length}}-{{i}}" } }"""));
            return StubServer.Text(200, $$"""{"result": [{"url": "{{service.Url}}", "results": [{{page}}]}]}""")(context);
        };
        using var ontologies = Over(service.Url);

        await FailsAsync(ontologies);
        Assert.Equal(101, service.Requests.Length);
    }

    [Fact]
    public async Task HasAncestor_SlowPages_FailAfterOneTimeout()
    {
        await using var service = await StubServer.StartAsync();
        service.Answer = context =>
        {
            var page = string.Join(',', Enumerable.Range(1, 20).Select(i => $$"""{"term": {"id": "T:{{service.Requests.Length}}-{{i}}" } }"""));
            _clock.Advance(TimeSpan.FromSeconds(0.3));
            return StubServer.Text(200, $$"""{"result": [{"url": "{{service.Url}}", "results": [{{page}}]}]}""")(context);
        };
        using var ontologies = Over(service.Url, TimeSpan.FromSeconds(1));

        await FailsAsync(ontologies);

        Assert.Equal(4, service.Requests.Length);
        Assert.Contains("did not answer within 1 s", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HasAncestor_MoreQueriesThanAllowed_AreBusy()
    {
        await using var service = await StubServer.StartAsync();
        service.Answer = context => StubServer.Text(200, $$"""{"result": [{"url": "{{service.Url}}", "results": []}]}""")(context);
        service.Hold();
        using var ontologies = Over(service.Url, maxQueries: 2);
        var waiting = Enumerable.Range(0, 2).Select(i => ontologies.HasAncestorAsync(Envo, $"T:{i}", Biome, default).AsTask()).ToArray();

        await ServiceFault.IsAsync(
            ErrorKind.Busy, "Too many calls wait for the ontology service", () => ontologies.HasAncestorAsync(Envo, "T:3", Biome, default));
        await ServiceFault.IsAsync(
            ErrorKind.Busy, "Too many calls wait for the ontology service", () => ontologies.FindTermAsync(Envo, "T:4", default));

        service.Release();
        Assert.DoesNotContain(true, await Task.WhenAll(waiting));
        Assert.False(await ontologies.HasAncestorAsync(Envo, "T:3", Biome, default));
    }

    [Fact]
    public async Task HasAncestor_Repeated_IsCached()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await _ontologies.HasAncestorAsync(Envo, LandBiome, Biome, default));
            Assert.False(await _ontologies.HasAncestorAsync(Envo, "ENVO:new", Biome, default));
        }

        Assert.Equal(["ServiceWizard.get_service_status", "OntologyAPI.get_ancestors", "OntologyAPI.get_ancestors"], Methods());
    }

    [Fact]
    public async Task HasAncestor_TermAddedLater_IsFoundOnceMissExpires()
    {
        Assert.False(await _ontologies.HasAncestorAsync(Envo, "ENVO:new", Biome, default));
        _fake.AddTerm(Envo, "ENVO:new", Biome);
        Assert.False(await _ontologies.HasAncestorAsync(Envo, "ENVO:new", Biome, default));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await _ontologies.HasAncestorAsync(Envo, "ENVO:new", Biome, default));

        _fake.RemoveTerm(Envo, "ENVO:new");
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await _ontologies.HasAncestorAsync(Envo, "ENVO:new", Biome, default));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await _ontologies.HasAncestorAsync(Envo, "ENVO:new", Biome, default));
    }

    [Fact]
    public async Task HasAncestor_ConcurrentCalls_MakeOneRequest()
    {
        await _ontologies.FindTermAsync(Envo, Biome, default);
        Task<bool>[] callers;
        using (_fake.Hold())
            callers = Enumerable.Range(0, 20).Select(_ => _ontologies.HasAncestorAsync(Envo, LandBiome, Biome, default).AsTask()).ToArray();

        Assert.All(await Task.WhenAll(callers), Assert.True);
        Assert.Single(Methods(), "OntologyAPI.get_ancestors");
    }

    [Fact]
    public async Task HasAncestor_OverlongText_IsFalseWithoutRequest()
    {
        Assert.False(await _ontologies.HasAncestorAsync(Envo, new string('x', 257), Biome, default));
        Assert.Empty(_fake.Calls);
    }

    [Theory]
    [InlineData("ServiceWizard.get_service_status")]
    [InlineData("OntologyAPI.get_ancestors")]
    public async Task HasAncestor_ServiceFails_FailsAndIsNotCached(string method)
    {
        _fake.Fail("secret /path of the service", method);

        await FailsAsync(_ontologies);
        // What it said can repeat what a caller wrote.
        Assert.Contains("Warning 5004", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret /path", _log.Text, StringComparison.Ordinal);

        _fake.Reset();
        Assert.True(await _ontologies.HasAncestorAsync(Envo, LandBiome, Biome, default));
    }

    [Theory]
    [InlineData(LandBiome)]
    [InlineData("ENVO:new")]
    public async Task HasAncestor_ParametersRefused_IsFalseForMissingTermOnly(string term)
    {
        _fake.Fail("Parameter validation error: limit", "OntologyAPI.get_ancestors");

        if (term == LandBiome)
            await FailsAsync(_ontologies);
        else
            Assert.False(await _ontologies.HasAncestorAsync(Envo, term, Biome, default));
        Assert.Contains("and error -32000", _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OntologyAPI.get_ancestors", "no term ENVO:00000446")]
    [InlineData("OntologyAPI.get_ancestors", "Parameter validation error: ENVO:00000446")]
    [InlineData(null, "Parameter validation error: ENVO:00000446")]
    [InlineData(null, "ENVO:00000446")]
    public async Task HasAncestor_ServiceRepeatsParameters_LogsNoMetadata(string? method, string message)
    {
        _fake.Fail(message, method);

        await FailsAsync(_ontologies);

        Assert.Contains("and error -32000", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(LandBiome, _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HasAncestor_NotJson_Fails()
    {
        _fake.FailWithText($"<html>502 {LandBiome}</html>", 502);
        await FailsAsync(_ontologies);
        Assert.Contains("status 502", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(LandBiome, _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HasAncestor_NoConnection_Fails()
    {
        await _fake.DisposeAsync();
        await FailsAsync(_ontologies);
        await Assert.ThrowsAsync<ServiceException>(() => _ontologies.FindTermAsync(Envo, Biome, default).AsTask());
    }

    [Fact]
    public async Task HasAncestor_PasswordInAddress_IsNotLogged()
    {
        var url = _fake.Url;
        await _fake.DisposeAsync();
        using var ontologies = Over(new UriBuilder(url) { UserName = "name", Password = "secret" }.Uri);

        await FailsAsync(ontologies);
        Assert.Contains(url.Authority, _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HasAncestor_Timeout_Fails()
    {
        await using var service = await StubServer.StartAsync();
        service.Hold();
        using var ontologies = Over(service.Url);

        var asked = FailsAsync(ontologies);
        await service.ArrivalAsync();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        await asked;
    }

    [Fact]
    public async Task HasAncestor_CallerCancels_IsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        using (_fake.Hold())
        {
            var asked = _ontologies.HasAncestorAsync(Envo, LandBiome, Biome, cancelled.Token).AsTask();
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }
    }

    [Theory]
    [InlineData("http://192.0.2.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not a url")]
    public async Task HasAncestor_WizardReturnsForbiddenAddress_Fails(string address)
    {
        await using var wizard = await StubServer.StartAsync(StubServer.Text(200, $$"""{"result": [{"url": "{{address}}"}]}"""));
        using var ontologies = Over(wizard.Url);

        await FailsAsync(ontologies);
    }

    [Fact]
    public void Check_PlainHttpWizard_IsRefused() =>
        Assert.Contains("srv-wiz-url", Assert.Throws<UpstreamConfigurationException>(() => Over(new Uri("http://192.0.2.1/"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Check_OtherSettingOfWizard_IsNamed()
    {
        var options = new KBaseOntologyOptions
        {
            ServiceWizardUrl = new Uri("http://192.0.2.1/"),
            ServiceWizardSetting = "Validation:ServiceWizardUrl",
        };

        Assert.StartsWith(
            "Validation:ServiceWizardUrl must", Assert.Throws<UpstreamConfigurationException>(options.Check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_RealVocabulary_IsCheckedWithService()
    {
        var file = new Uri(Path.Combine(AppContext.BaseDirectory, "Files", "kbase_vocabulary.yml"));

        var report = await ValidatorConfiguration.LoadAsync(file, new ValidatorCatalogue(_ontologies));

        Assert.Empty(report.Warnings);
        Assert.Equal(180, report.Validators!.KeyCount);
        Assert.Equal(3, Methods().Count(method => method == "OntologyAPI.get_terms"));
    }

    [Fact]
    public async Task Load_TermUnknownToService_IsAFault()
    {
        _fake.RemoveTerm(Envo, Biome);
        var file = new Uri(Path.Combine(AppContext.BaseDirectory, "Files", "kbase_vocabulary.yml"));

        var fault = await Assert.ThrowsAsync<ValidatorConfigurationException>(
            () => ValidatorConfiguration.LoadAsync(file, new ValidatorCatalogue(_ontologies)));

        Assert.Equal(
            $"{file.OriginalString}: validators.biome.validators[0]: Metadata validator callable build #0 failed for key biome: "
            + "ancestor_term ENVO:00000428 is not found in envo_ontology",
            fault.Line);
    }

    private static async Task FailsAsync(KBaseOntologyService ontologies)
    {
        var failure = await Assert.ThrowsAsync<ServiceException>(() => ontologies.HasAncestorAsync(Envo, LandBiome, Biome, default).AsTask());
        Assert.Equal((ErrorKind.UpstreamFailure, "The ontology service could not be asked"), (failure.Kind, failure.Message));
    }

    private IEnumerable<string> Methods() => _fake.Calls.Select(call => call.Method);

    private KBaseOntologyService Over(Uri wizard, TimeSpan? timeout = null, int maxQueries = 64) => new(
        new KBaseOntologyOptions { ServiceWizardUrl = wizard, Timeout = timeout ?? TimeSpan.FromSeconds(10), MaxQueries = maxQueries },
        _clock,
        LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<KBaseOntologyService>());
}
