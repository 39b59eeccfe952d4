using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Upstream.Caching;
using SampleService.Validation;

namespace SampleService.Upstream.KBase;

/// <summary>
/// The ontologies of KBase. Whether a term has an ancestor is cached; concurrent queries for the same pair are joined.
/// </summary>
public sealed class KBaseOntologyService : IOntologySource, IDisposable
{
    private const int PageSize = 1000;

    /// <summary>The service's own default page size. It may ignore our limit, so only a page with fewer items is surely the last.</summary>
    private const int MinFullPage = 20;

    /// <summary>Far more than needed: terms have some hundreds of ancestors at most.</summary>
    private const int MaxPages = 100;

    private const int CacheCapacity = 10_000;

    private readonly KBaseOntologyClient _client;
    private readonly TimeProvider _clock;
    private readonly ExpiringCache<AncestorQuery, bool> _hits;
    private readonly ExpiringCache<AncestorQuery, bool> _misses;
    private readonly SingleFlight<AncestorQuery, bool> _flights = new();
    private readonly WaitingCalls _waiting;

    /// <exception cref="UpstreamConfigurationException">The options are not valid.</exception>
    public KBaseOntologyService(KBaseOntologyOptions options, TimeProvider clock, ILogger<KBaseOntologyService> logger)
    {
        options.Check();
        _client = new KBaseOntologyClient(options, clock, logger);
        _clock = clock;
        _hits = new(options.TermLifetime, CacheCapacity, clock);
        _misses = new(options.MissLifetime, CacheCapacity, clock);
        _waiting = new("ontology", options.MaxQueries);
    }

    /// <inheritdoc/>
    public async ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation)
    {
        using var wait = _waiting.Begin();
        return await _client.WithTimeoutAsync(limited => GetTermAsync(ontology, term, limited), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> HasAncestorAsync(
        string ontology, string term, string ancestor, CancellationToken cancellation)
    {
        // No ontology has longer terms, and the size of the cache is to be bounded.
        if (term.Length > ContractText.MaxNameLength)
            return false;
        var query = new AncestorQuery(ontology, term, ancestor);
        if (_hits.TryGet(query, out var cached) || _misses.TryGet(query, out cached))
            return cached;
        return await _flights.RunAsync(query, FetchAsync, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<bool> FetchAsync(AncestorQuery query)
    {
        using var wait = _waiting.Begin();
        var startedAt = _clock.GetTimestamp();
        // Several callers may wait for this, so the cancellation of one does not end it.
        var hasAncestor = await _client.WithTimeoutAsync(limited => SearchAsync(query, limited), CancellationToken.None).ConfigureAwait(false);
        (hasAncestor ? _hits : _misses).Set(query, hasAncestor, startedAt);
        return hasAncestor;
    }

    private async Task<OntologyTermStatus> GetTermAsync(string ontology, string term, CancellationToken cancellation) =>
        await _client.CallAsync<OntologyTermStatus?>(
            "get_terms",
            writer =>
            {
                writer.WriteStartArray("ids");
                writer.WriteStringValue(term);
                writer.WriteEndArray();
                writer.WriteString("ns", ontology);
            },
            static result => result.Member("results") is not { ValueKind: JsonValueKind.Array } results ? null
                : results.Item(0) is { ValueKind: not JsonValueKind.Null } ? OntologyTermStatus.Found
                : OntologyTermStatus.NoSuchTerm,
            cancellation).ConfigureAwait(false)
        ?? OntologyTermStatus.NoSuchOntology;

    private async Task<bool> SearchAsync(AncestorQuery query, CancellationToken cancellation)
    {
        var (ontology, term, ancestor) = query;
        HashSet<string> seen = new(StringComparer.Ordinal);
        var offset = 0;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await _client.CallAsync(
                "get_ancestors",
                writer =>
                {
                    writer.WriteString("id", term);
                    writer.WriteString("ns", ontology);
                    writer.WriteNumber("limit", PageSize);
                    writer.WriteNumber("offset", offset);
                },
                ReadPage,
                cancellation).ConfigureAwait(false);
            // The service refused either the term or another parameter. Only an unknown term surely has no ancestors.
            if (page is null)
                return await GetTermAsync(ontology, term, cancellation).ConfigureAwait(false) == OntologyTermStatus.NoSuchTerm
                    ? false
                    : throw _client.Unusable("no ancestors of what may be a term");
            var known = seen.Count;
            seen.UnionWith(page.Ids);
            if (seen.Contains(ancestor))
                return true;
            // A service that ignores the offset returns the same page again and again.
            if (page.Count < MinFullPage || seen.Count == known)
                return false;
            offset += page.Count;
        }

        throw _client.Unusable($"more than {MaxPages} pages of ancestors");
    }

    private static Page? ReadPage(JsonElement result)
    {
        if (result.Member("results") is not { ValueKind: JsonValueKind.Array } results)
            return null;
        List<string> ids = [];
        foreach (var item in results.EnumerateArray())
            if (item.Member("term")?.Member("id")?.Text() is { } id)
                ids.Add(id);
        return new Page(results.GetArrayLength(), ids);
    }

    private readonly record struct AncestorQuery(string Ontology, string Term, string Ancestor);

    private sealed record Page(int Count, List<string> Ids);
}
