using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Fills a page with the candidates that match.</summary>
/// <remarks>
/// One match more than is shown is looked for, so that a page without a next one is the last whatever else the candidates were: who asks learns
/// nothing of samples that they may not see.
/// </remarks>
internal sealed class FindPage(FindQuery query, ChosenDriver driver, DocumentWriter writer, FindLimits limits)
{
    /// <summary>A page of the usual length takes one look where all match.</summary>
    private const int FirstChunk = 128;

    private readonly FilterEvaluator? _evaluator = query.Filter is { } filter ? new FilterEvaluator(filter, query.Context) : null;
    private readonly FacetCounter? _facets = query.Facets.Length > 0 ? new FacetCounter(query.Facets) : null;
    private readonly List<FoundMatch> _shown = [];
    private CandidateKey? _lastShown;
    private int _matches;
    private int _examined;
    private long _bytes;
    private bool _isFull;

    /// <summary>Looks at candidates, and gives the page.</summary>
    public async Task<FoundPage> FillAsync(ISearchSnapshot snapshot, ICandidateStream stream, CandidateView view, CancellationToken cancellation)
    {
        var walk = new CandidateWalk(snapshot, stream, view, limits);
        await walk.RunAsync(
            view.WithTree ? Math.Min(FirstChunk, query.Limit + 1) : query.Limit + 1,
            (candidate, key) =>
            {
                _examined++;
                if (candidate is not null && Matches(candidate, key, stream.GivesFormerPlaces))
                    Add(candidate, key);
                return !_isFull || query.Count || _facets is not null;
            },
            cancellation, query.Count || _facets is not null ? null : ExpectRest);
        // Full: on from the last that is shown. Cut short: on from the last that was looked at.
        var last = _isFull ? _lastShown : walk.IsEnded ? null : walk.Last;
        return new FoundPage(_shown, last is { } place ? new FindPosition(driver.Number, place.Ordinal, place.Saved, place.Name) : null, walk.Examined)
        {
            Count = query.Count ? new FoundCount(_matches, walk.IsEnded) : null,
            Facets = _facets?.ToCounts(walk.IsEnded) ?? [],
        };
    }

    /// <summary>Whether parts of trees are shown, which are as large as these at most.</summary>
    private bool ShowsContent => query.WithDocuments || query.WithMatches || query.Columns.Length > 0;

    /// <summary>How many more candidates will fill the page if they match as often as those before, and some to spare: what is read beyond is read in vain.</summary>
    private int ExpectRest()
    {
        const int Spare = 16;
        return _matches == 0 ? int.MaxValue : (int)Math.Min(int.MaxValue, ((query.Limit + 1L - _matches) * _examined * 5 / 4 / _matches) + Spare);
    }

    private bool Matches(Candidate candidate, CandidateKey key, bool mayBeFormer) =>
        // An index may have a former place; the queue gives the sample in its present one.
        (!mayBeFormer || CandidateKey.Of(candidate, query.Sort) == key)
        && CandidateScope.Contains(query.Scope, query.Requester, candidate)
        && _evaluator?.Holds(candidate.Facts, candidate.Tree.Span) != false;

    private void Add(Candidate candidate, CandidateKey key)
    {
        _matches++;
        _facets?.Add(candidate.Tree.Span);
        if (_isFull)
            return;
        var bytes = _bytes + candidate.Tree.Length;
        if (_shown.Count == query.Limit || (_shown.Count > 0 && ShowsContent && bytes > limits.MaxPageBytes))
        {
            _isFull = true;
            return;
        }

        _bytes = bytes;
        _lastShown = key;
        _shown.Add(Show(candidate));
    }

    private FoundMatch Show(Candidate candidate) =>
        new(candidate.Facts, candidate.Version, candidate.Level, candidate.PublicRead, candidate.AclVersion, candidate.Nodes)
        {
            Document = query.WithDocuments ? DocumentOf(candidate) : null,
            Acls = candidate.Acls,
            Matches = query.WithMatches && _evaluator is not null ? _evaluator.Explain(candidate.Facts, candidate.Tree.Span) : [],
            Values = query.Columns.Length == 0 ? [] : Column.ReadAll(query.Columns, candidate.Tree.Span, query.Context.UnitMembers),
            Withdrawal = candidate.Withdrawal,
        };

    private JsonBytes DocumentOf(Candidate candidate) => writer.Write(new SampleVersion(
        new SampleVersionId(candidate.Facts.Id, candidate.Version), candidate.Facts.SavedBy, candidate.Facts.Name, candidate.Tree,
        candidate.Facts.Saved));
}
