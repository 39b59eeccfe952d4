using SampleService.Domain;
using SampleService.Search;
using SampleService.Search.Tests.Support;
using SampleService.Storage;

namespace SampleService.Grains.Tests.Finding;

/// <summary>A sample of the model: its newest version, and the one whose postings are in place.</summary>
internal sealed class ModelSample
{
    public required long Ordinal { get; init; }

    public required Sample Head { get; set; }

    /// <summary>Null before the first.</summary>
    public Sample? Indexed { get; set; }

    public HashSet<string> Listed { get; init; } = [];

    public bool IsPublic { get; set; }

    public bool IsQueued => Indexed != Head;
}

/// <summary>Candidates as a database would give them, from a list: postings may be out of date, and then the sample is in the queue.</summary>
internal sealed class MemorySearchStore(List<ModelSample> samples) : ISearchStore, ISearchSnapshot
{
    public ValueTask<T> ReadAsync<T>(Func<ISearchSnapshot, CancellationToken, Task<T>> find, CancellationToken cancellation) => new(find(this, cancellation));

    public Task<SearchIndexState> FindIndexStateAsync(CancellationToken cancellation) => Task.FromResult(new SearchIndexState(true, 0, 0));

    public bool IsOrdered(CandidateSource source) => source is not PostingSource { Query: not TextIsQuery } and not IdSource;

    public Task<int> CountAsync(CandidateSource source, int max, CancellationToken cancellation) => Task.FromResult(Math.Min(max, Of(source).Count()));

    public Task<IReadOnlyList<long>> ListAsync(CandidateSource source, OrdinalRange range, int limit, CancellationToken cancellation)
    {
        Assert.True(IsOrdered(source));
        var ordinals = Of(source).Where(ordinal => ordinal >= range.From && ordinal <= range.To);
        return Task.FromResult<IReadOnlyList<long>>([.. (range.Descending ? ordinals.OrderDescending() : ordinals.Order()).Take(limit)]);
    }

    public async Task<IReadOnlyList<IReadOnlyList<long>>> ListAsync(
        IReadOnlyList<CandidateSource> sources, OrdinalRange range, int limit, CancellationToken cancellation) =>
        await Task.WhenAll(sources.Select(source => ListAsync(source, range, limit, cancellation)));

    public Task<IReadOnlyList<long>> GatherAsync(CandidateSource source, int max, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<long>>([.. Of(source).Take(max)]);

    public Task<IReadOnlyList<SavedEntry>> ListBySavedAsync(SavedEntry? after, bool descending, int limit, CancellationToken cancellation) => ListAsync(
        facts => new SavedEntry(facts.Saved.Milliseconds, 0), (entry, ordinal) => entry with { Ordinal = ordinal }, after, descending, limit,
        (one, other) => (one.Milliseconds, one.Ordinal).CompareTo((other.Milliseconds, other.Ordinal)));

    public Task<IReadOnlyList<NameEntry>> ListByNameAsync(NameEntry? after, bool descending, int limit, CancellationToken cancellation) => ListAsync(
        facts => new NameEntry(SamplePostings.SortName(facts.Name), 0), (entry, ordinal) => entry with { Ordinal = ordinal }, after, descending, limit,
        static (one, other) => ContractText.CompareByCodePoint(one.Name, other.Name) is not 0 and var order ? order : one.Ordinal.CompareTo(other.Ordinal));

    public Task<IReadOnlyList<Candidate>> FindAsync(IReadOnlyList<long> ordinals, CandidateView view, CancellationToken cancellation)
    {
        var found = new List<Candidate>();
        var bytes = 0;
        foreach (var ordinal in ordinals)
        {
            var sample = samples.Single(one => one.Ordinal == ordinal);
            var isListed = view.Requester.Names.Any(sample.Listed.Contains);
            if (!view.Requester.IsAdministrator && !isListed && !sample.IsPublic && sample.Head.Facts.Owner != view.Requester.User)
                continue;
            var isLeftOut = view.WithTree && bytes > 0 && bytes + sample.Head.Tree.Length > view.MaxTreeBytes;
            bytes += sample.Head.Tree.Length;
            found.Add(new Candidate(ordinal, 1, sample.Head.Facts, AccessLevel.Read, sample.IsPublic, 1, 1)
            {
                IsListed = isListed,
                IsLeftOut = isLeftOut,
                Tree = view.WithTree && !isLeftOut ? sample.Head.Tree : default,
            });
        }

        // The order is the database's.
        found.Reverse();
        return Task.FromResult<IReadOnlyList<Candidate>>(found);
    }

    private IEnumerable<long> Of(CandidateSource source) => samples.Where(sample => source switch
    {
        AllSource => true,
        OwnedSource owned => sample.Head.Facts.Owner == owned.Owner,
        SharedSource shared => shared.Names.Any(name => sample.Listed.Contains(name.Value)),
        PublicSource => sample.IsPublic,
        QueueSource => sample.IsQueued,
        IdSource ids => ids.Ids.Contains(sample.Head.Facts.Id),
        PostingSource postings => sample.Indexed is { } indexed && postings.Query.Proposes(SamplePostings.Of(indexed.Facts, indexed.Tree)),
        _ => throw new InvalidOperationException($"{source} is not in the model"),
    }).Select(static sample => sample.Ordinal);

    private Task<IReadOnlyList<T>> ListAsync<T>(
        Func<SampleFacts, T> read, Func<T, long, T> place, T? after, bool descending, int limit, Comparison<T> compare)
        where T : struct
    {
        var entries = samples.Where(static sample => sample.Indexed is not null).Select(sample => place(read(sample.Indexed!.Facts), sample.Ordinal)).ToList();
        entries.Sort((one, other) => descending ? compare(other, one) : compare(one, other));
        return Task.FromResult<IReadOnlyList<T>>(
            [.. entries.Where(entry => after is not { } last || (descending ? compare(entry, last) < 0 : compare(entry, last) > 0)).Take(limit)]);
    }
}
