using System.Text.Json;
using Microsoft.Extensions.Logging;
using SampleService.Domain;
using SampleService.Upstream.Caching;
using SampleService.Validation;

namespace SampleService.Upstream.KBase;

/// <summary>
/// The ontologies of KBase. What was found out of a term is remembered for a while; concurrent callers with the same
/// question share one answer.
/// </summary>
public sealed class KBaseOntologyService : IOntologySource, IDisposable
{
    private const int PageSize = 1000;

    /// <summary>The service gives as many when it is not asked for more, so a page with fewer is the last.</summary>
    private const int SmallestFullPage = 20;

    /// <summary>Most pages that are looked through; terms have some hundreds of ancestors at most.</summary>
    private const int MostPages = 100;

    private const int MostRemembered = 10_000;

    private readonly KBaseOntologyClient _client;
    private readonly TimeProvider _clock;
    private readonly ExpiringCache<Question, bool> _below;
    private readonly ExpiringCache<Question, bool> _notBelow;
    private readonly SingleFlight<Question, bool> _flights = new();

    /// <param name="options">How it is found.</param>
    /// <param name="clock">Measures what is remembered.</param>
    /// <param name="logger">Told of failures.</param>
    /// <exception cref="UpstreamConfigurationException">The options cannot work.</exception>
    public KBaseOntologyService(KBaseOntologyOptions options, TimeProvider clock, ILogger<KBaseOntologyService> logger)
    {
        options.Check();
        _client = new KBaseOntologyClient(options, clock, logger);
        _clock = clock;
        _below = new(options.TermLifetime, MostRemembered, clock);
        _notBelow = new(options.MissLifetime, MostRemembered, clock);
    }

    /// <inheritdoc/>
    public async ValueTask<OntologyTermStatus> FindTermAsync(string ontology, string term, CancellationToken cancellation) =>
        await _client.AskAsync(limited => GetTermAsync(ontology, term, limited), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<bool> HasAncestorAsync(
        string ontology, string term, string ancestor, CancellationToken cancellation)
    {
        // Nothing longer is a term anywhere, and what is remembered is to be bounded.
        if (term.Length > ContractText.MaximumNameLength)
            return false;
        var question = new Question(ontology, term, ancestor);
        if (_below.TryFind(question, out var known) || _notBelow.TryFind(question, out known))
            return known;
        return await _flights.RunAsync(question, AskAsync, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<bool> AskAsync(Question question)
    {
        var askedAt = _clock.GetTimestamp();
        // Others may wait as well, so nobody's giving up ends it.
        var isBelow = await _client.AskAsync(limited => FindAsync(question, limited), CancellationToken.None).ConfigureAwait(false);
        (isBelow ? _below : _notBelow).Add(question, isBelow, askedAt);
        return isBelow;
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

    private async Task<bool> FindAsync(Question question, CancellationToken cancellation)
    {
        var (ontology, term, ancestor) = question;
        HashSet<string> seen = new(StringComparer.Ordinal);
        var offset = 0;
        for (var pages = 0; pages < MostPages; pages++)
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
            // That may be the fault of the value, or of what we ask with it: only a term that is missing stands below none.
            if (page is null)
                return await GetTermAsync(ontology, term, cancellation).ConfigureAwait(false) == OntologyTermStatus.NoSuchTerm
                    ? false
                    : throw _client.Unusable("no ancestors of what may be a term");
            var known = seen.Count;
            seen.UnionWith(page.Ids);
            if (seen.Contains(ancestor))
                return true;
            // A service that takes no offset gives the same page again and again.
            if (page.Count < SmallestFullPage || seen.Count == known)
                return false;
            offset += page.Count;
        }

        throw _client.Unusable($"more than {MostPages} pages of ancestors");
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

    private readonly record struct Question(string Ontology, string Term, string Ancestor);

    private sealed record Page(int Count, List<string> Ids);
}
