using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Upstream.KBase;
using SampleService.Validation;

namespace SampleService.Upstream.Tests.KBase;

/// <summary>Calls with many terms: limited concurrency, limited time, ordered findings (docs/validators.md).</summary>
public sealed class ManyTermsTests : IAsyncLifetime
{
    private const string Biome = "ENVO:00000428";
    private const int MaxCalls = 4;

    private readonly FakeClock _clock = new();
    private readonly Lock _counting = new();
    private StubServer _service = null!;
    private KBaseOntologyService _ontologies = null!;
    private MetadataValidators _validators = null!;
    private int _concurrent;
    private int _maxConcurrent;

    public async Task InitializeAsync()
    {
        _service = await StubServer.StartAsync();
        _service.Answer = AnswerAsync;
        // The timeout of a query is longer than that of the call, so that the tests meet the latter.
        _ontologies = new(
            new KBaseOntologyOptions { ServiceWizardUrl = _service.Url, Timeout = TimeSpan.FromHours(1), AddressLifetime = TimeSpan.FromHours(1) },
            _clock, NullLogger<KBaseOntologyService>.Instance);
        var file = new Uri(Path.Combine(AppContext.BaseDirectory, "Files", "kbase_vocabulary.yml"));
        var catalogue = new ValidatorCatalogue(_ontologies, new WaitLimits(TimeSpan.FromSeconds(30), _clock) { MaxCalls = MaxCalls });
        _validators = (await ValidatorConfiguration.LoadAsync(file, catalogue)).Validators!;
        for (var i = _service.Requests.Length; i > 0; i--)
            await _service.ArrivalAsync();
        _maxConcurrent = 0;
    }

    public async Task DisposeAsync()
    {
        _ontologies.Dispose();
        await _service.DisposeAsync();
    }

    /// <summary>The limit holds across nodes and within one.</summary>
    [Theory]
    [InlineData(200, 1)]
    [InlineData(1, 200)]
    [InlineData(20, 10)]
    public async Task Validate_ManyTerms_QueriesEightAtOnce(int nodes, int values)
    {
        _service.Hold();
        var call = FindAsync(nodes, values);
        for (var i = 0; i < 8; i++)
            await _service.ArrivalAsync();
        _service.Release();

        Assert.Empty(await call);
        Assert.Equal(200, TermsAsked());
        Assert.InRange(_maxConcurrent, 1, 8);
    }

    [Fact]
    public async Task Validate_AnswersInAnyOrder_FindsInMetadataOrder()
    {
        var eighth = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.Answer = async context =>
        {
            var body = StubServer.RequestOf(context).Body;
            if (body.Contains("BAD:0-0", StringComparison.Ordinal))
                await eighth.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await AnswerAsync(context);
            if (body.Contains("BAD:7-0", StringComparison.Ordinal))
                eighth.SetResult();
        };

        var findings = await FindAsync(100, 1, "BAD");

        Assert.Equal(Enumerable.Range(0, 100), findings.Select(found => found.Node));
        Assert.All(findings, found => Assert.Equal("biome", found.Finding.Key));
    }

    [Fact]
    public async Task Validate_OneValueObject_FindsTheFirstWrongValue()
    {
        var values = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"v{i}\": \"{(i is 13 or 14 or 40 ? "BAD" : "T")}:{i}\""));

        var (_, finding) = Assert.Single(await FindAsync([$$"""{"biome": { {{values}} } }"""]));

        Assert.Equal($"Key biome: Metadata value at key v13 does not have envo_ontology ancestor term {Biome}", finding.DevMessage);
    }

    [Fact]
    public async Task Validate_StopAtFirst_FindsTheFirstInMetadataOrder()
    {
        var (node, finding) = Assert.Single(await FindAsync(
            [Node("T:1"), Node("T:2"), Node("BAD:3"), """{"nobody knows": {"v": 1} }""", Node("BAD:4")], stopAtFirst: true));

        Assert.Equal((2, "biome"), (node, finding.Key));
    }

    [Fact]
    public async Task Validate_CallTimeout_FailsWithClearMessage()
    {
        _service.Hold();
        var call = FindAsync(20, 1);
        await _service.ArrivalAsync();

        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        var failure = await Assert.ThrowsAsync<ServiceException>(() => call);
        Assert.Equal(
            (ErrorKind.ValidatorUnavailable, "The metadata could not be validated within 30 seconds: too much had to be asked of other services"),
            (failure.Kind, failure.Detail));
    }

    [Fact]
    public async Task Validate_MoreCallsThanMayWait_AreBusyAndOthersGoOn()
    {
        Assert.Empty(await FindAsync([Node("T:cached")]));
        await _service.ArrivalAsync();
        _service.Hold();
        var waiting = Enumerable.Range(0, MaxCalls).Select(i => FindAsync([Node($"T:{i}")])).ToArray();

        var failure = await Assert.ThrowsAsync<ServiceException>(() => FindAsync([Node("T:one more")]));
        Assert.Equal(ErrorKind.Busy, failure.Kind);
        Assert.Empty(await FindAsync([Node("T:cached")]));

        // With places again, others come in again.
        _service.Release();
        await Task.WhenAll(waiting);
        Assert.Empty(await FindAsync([Node("T:another")]));
    }

    [Fact]
    public async Task Validate_RepeatedAfterTimeout_UsesCachedTerms()
    {
        _service.Answer = async context =>
        {
            await AnswerAsync(context);
            _clock.Advance(TimeSpan.FromSeconds(1));
        };

        await Assert.ThrowsAsync<ServiceException>(() => FindAsync(50, 1));

        Assert.InRange(TermsAsked(), 30, 46);
        Assert.Empty(await FindAsync(50, 1));
    }

    [Fact]
    public async Task Validate_CallerCancels_IsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        _service.Hold();
        var call = FindAsync([.. Enumerable.Range(0, 20).Select(i => Node($"T:{i}"))], cancellation: cancelled.Token);
        await _service.ArrivalAsync();

        await cancelled.CancelAsync();

        Assert.Equal(cancelled.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
    }

    private static string Node(string term) => $$"""{"biome": {"value": "{{term}}"} }""";

    private Task<List<(int Node, MetadataFinding Finding)>> FindAsync(int nodes, int values, string prefix = "T") => FindAsync(
        [
            .. Enumerable.Range(0, nodes).Select(node =>
                $$"""{"biome": { {{string.Join(',', Enumerable.Range(0, values).Select(i => $"\"v{i}\": \"{prefix}:{node}-{i}\""))}} } }"""),
        ]);

    private async Task<List<(int Node, MetadataFinding Finding)>> FindAsync(
        string[] nodes, bool stopAtFirst = false, CancellationToken cancellation = default)
    {
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes($"[{string.Join(',', nodes)}]"));
        List<(int, MetadataFinding)> findings = [];
        List<JsonValue> controlled = [];
        foreach (var node in text.Root.Items)
            controlled.Add(node);
        await _validators.ValidateAsync(controlled, stopAtFirst, (node, finding) => findings.Add((node, finding)), cancellation);
        return findings;
    }

    private int TermsAsked() => _service.Requests.Count(request => request.Body.Contains("get_ancestors", StringComparison.Ordinal));

    /// <summary>Plays both the wizard and the ontology service. Every term exists; those that begin with BAD have no ancestors.</summary>
    private async Task AnswerAsync(HttpContext context)
    {
        lock (_counting)
            _maxConcurrent = Math.Max(_maxConcurrent, ++_concurrent);
        await Task.Yield();
        var isBad = StubServer.RequestOf(context).Body.Contains("BAD", StringComparison.Ordinal);
        var results = isBad ? "" : $$$"""{"term": {"id": "{{{Biome}}}" } }""";
        lock (_counting)
            _concurrent--;
        await StubServer.Text(200, $$"""{"result": [{"url": "{{_service.Url}}", "results": [{{results}}]}]}""")(context);
    }
}
