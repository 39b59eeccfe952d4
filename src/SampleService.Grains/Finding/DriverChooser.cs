using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>How candidates are come by.</summary>
internal enum CandidateAccess
{
    /// <summary>They are listed in order of creation.</summary>
    Listed,

    /// <summary>They are gathered and sorted.</summary>
    Gathered,

    /// <summary>The index of what is sorted by is walked.</summary>
    Indexed,
}

/// <summary>What candidates are taken from.</summary>
/// <param name="Access">How.</param>
/// <param name="Sources">The sources; none where an index is walked.</param>
/// <param name="Number">Tells in cursors whether it is small: which one it is would tell of samples that who asks may not see.</param>
internal sealed record ChosenDriver(CandidateAccess Access, ImmutableArray<CandidateSource> Sources, byte Number);

/// <summary>
/// Chooses what gives the candidates of a query: the smallest of what can, found by counting. If all are larger than may be gathered, what
/// comes in the order asked for is walked. Everything else about a candidate is verified, so the choice decides the cost and never the answer.
/// </summary>
internal sealed class DriverChooser(ISearchSnapshot snapshot, FindQuery query, FindLimits limits, LargeScopes largeScopes)
{
    /// <summary>Names the walk of an index or of the scope.</summary>
    private const byte Walk = byte.MaxValue;

    /// <summary>Names what was small enough to be gathered.</summary>
    private const byte SmallDriver = 1;

    /// <summary>On later pages what was small may have grown: by so many times at most, or more is counted than gathered.</summary>
    private const int Growth = 2;

    private readonly ImmutableArray<CandidateDriver> _drivers =
        [CandidateDriver.Of(CandidateDriver.OfScope(query)), .. query.Filter is { } filter ? CandidateDriver.Of(filter, query.Context) : []];

    private readonly int _growth = query.After is null ? 1 : Growth;

    private int _allowance = limits.MaxCounted * (query.After is null ? 1 : Growth);

    /// <summary>The driver.</summary>
    /// <exception cref="ServiceException">There is none for this order.</exception>
    public async Task<ChosenDriver> ChooseAsync(CancellationToken cancellation)
    {
        // Where there is nothing to choose from, what is listed in order costs what is shown, however much there is of it.
        var isWalked = query.After?.Driver is Walk || (_drivers.Length == 1 && query.Sort == FindSort.Created);
        return isWalked ? OfWalk() : await ChooseSmallestAsync(cancellation) ?? OfWalk();
    }

    private async Task<ChosenDriver?> ChooseSmallestAsync(CancellationToken cancellation)
    {
        ChosenDriver? smallest = null;
        var smallestCount = (limits.MaxGathered * _growth) + 1;
        for (var i = 0; i < _drivers.Length && _allowance > 0 && smallestCount > 0; i++)
            if (await (i == 0 ? CountScopeAsync(smallestCount, cancellation) : CountAsync(_drivers[i], smallestCount, cancellation)) is { } counted)
                (smallest, smallestCount) = (Small(counted.Sources), counted.Count);
        return smallest;
    }

    private async Task<(ImmutableArray<CandidateSource> Sources, int Count)?> CountScopeAsync(int below, CancellationToken cancellation)
    {
        // What is sorted otherwise may be refused for what is counted here, so it is counted.
        var mayRemember = query.After is null && (query.Sort == FindSort.Created || query.Filter is null);
        if (mayRemember && largeScopes.Contains(query))
        {
            _allowance -= Math.Min(below, _allowance);
            return null;
        }

        var counted = await CountAsync(_drivers[0], below, cancellation);
        if (mayRemember && counted is null)
            largeScopes.Add(query);
        return counted;
    }

    /// <summary>The smallest way for each part and how many entries they have together; null if they are not fewer than a number.</summary>
    private async Task<(ImmutableArray<CandidateSource> Sources, int Count)?> CountAsync(
        CandidateDriver driver, int below, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<CandidateSource>();
        var sum = 0;
        foreach (var part in driver.Alternatives)
        {
            ImmutableArray<CandidateSource>? best = null;
            var bestCount = below - sum;
            foreach (var way in part)
                if (await CountAsync(way, bestCount, cancellation) is { } count)
                    (best, bestCount) = (way, count);
            if (best is not { } sources)
                return null;
            all.AddRange(sources);
            sum += bestCount;
        }

        return (all.ToImmutable(), sum);
    }

    private async Task<int?> CountAsync(ImmutableArray<CandidateSource> sources, int below, CancellationToken cancellation)
    {
        var sum = 0;
        foreach (var source in sources)
        {
            if (_allowance <= 0)
                return null;
            var max = Math.Min(below - sum, _allowance);
            var count = await snapshot.CountAsync(source, max, cancellation);
            _allowance -= count;
            sum += count;
            // Cut off: how many there are is not known.
            if (count >= max)
                return null;
        }

        return sum;
    }

    private ChosenDriver Small(ImmutableArray<CandidateSource> sources) => new(
        query.Sort == FindSort.Created && sources.All(snapshot.IsOrdered) ? CandidateAccess.Listed : CandidateAccess.Gathered, sources, SmallDriver);

    private ChosenDriver OfWalk()
    {
        if (query.Sort == FindSort.Created)
            return new ChosenDriver(CandidateAccess.Listed, OrderedSources() ?? CandidateDriver.OfScope(query), Walk);
        if (query.Filter is null || IsOnSavedTime(query.Filter) && query.Sort == FindSort.Saved)
            return new ChosenDriver(CandidateAccess.Indexed, [], Walk);
        throw ServiceException.Illegal($"sort by {(query.Sort == FindSort.Saved ? "saved" : "name")} needs a narrower filter");
    }

    /// <summary>The sources of a condition that come in order of creation; null if none does.</summary>
    private ImmutableArray<CandidateSource>? OrderedSources() => _drivers.Skip(1)
        .Where(driver => driver.Alternatives.Length == 1)
        .SelectMany(driver => driver.Alternatives[0])
        .Where(sources => sources.All(snapshot.IsOrdered))
        .Select(sources => (ImmutableArray<CandidateSource>?)sources)
        .FirstOrDefault();

    private static bool IsOnSavedTime(Filter filter) => filter switch
    {
        TimeCondition { Role: TimeRole.Saved } => true,
        AllFilter all => all.Members.Any(IsOnSavedTime),
        _ => false,
    };
}
