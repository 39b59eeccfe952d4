using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage;

/// <summary>Candidates of finds. Postings propose; whoever finds decides by the rows and trees that are read in the same snapshot.</summary>
public interface ISearchStore
{
    /// <summary>Runs a find: all that it reads is of one snapshot of the database, which has every write acknowledged before in it.</summary>
    /// <param name="find">The find; may be run twice. On SQLite all tasks of its snapshot are completed when they are returned.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="ServiceException"><see cref="ErrorKind.Busy"/>: the indexes of a database from before are not there yet.</exception>
    ValueTask<T> ReadAsync<T>(Func<ISearchSnapshot, CancellationToken, Task<T>> find, CancellationToken cancellation);
}

/// <summary>What a find reads.</summary>
public interface ISearchSnapshot
{
    /// <summary>How far old samples can be found.</summary>
    Task<SearchIndexState> FindIndexStateAsync(CancellationToken cancellation);

    /// <summary>Whether a source can be listed in order of creation; else it can be gathered only.</summary>
    bool IsOrdered(CandidateSource source);

    /// <summary>How many entries a source has, counted up to a maximum.</summary>
    Task<int> CountAsync(CandidateSource source, int max, CancellationToken cancellation);

    /// <summary>The next ordinals of a source that is ordered, each once, in order of creation.</summary>
    /// <param name="source">The source.</param>
    /// <param name="range">Which ones, and in which direction.</param>
    /// <param name="limit">How many at most.</param>
    Task<IReadOnlyList<long>> ListAsync(CandidateSource source, OrdinalRange range, int limit, CancellationToken cancellation);

    /// <summary>The same of several sources, in as few round trips as can be.</summary>
    Task<IReadOnlyList<IReadOnlyList<long>>> ListAsync(
        IReadOnlyList<CandidateSource> sources, OrdinalRange range, int limit, CancellationToken cancellation);

    /// <summary>The ordinals of a source in any order, some maybe several times.</summary>
    /// <param name="source">The source.</param>
    /// <param name="max">How many entries are read at most.</param>
    Task<IReadOnlyList<long>> GatherAsync(CandidateSource source, int max, CancellationToken cancellation);

    /// <summary>The next entries of the index of save times.</summary>
    /// <param name="after">The entry before; null for the first.</param>
    /// <param name="descending">Whether the newest come first; ordinals go the same way.</param>
    /// <param name="limit">How many at most.</param>
    Task<IReadOnlyList<SavedEntry>> ListBySavedAsync(SavedEntry? after, bool descending, int limit, CancellationToken cancellation);

    /// <summary>The next entries of the index of names, folded and cut (<see cref="FoldedText.Indexed"/>); samples without a name come after all others (<see cref="SamplePostings.SortName"/>).</summary>
    /// <inheritdoc cref="ListBySavedAsync"/>
    Task<IReadOnlyList<NameEntry>> ListByNameAsync(NameEntry? after, bool descending, int limit, CancellationToken cancellation);

    /// <summary>The candidates of these ordinals that the requester may read, in any order.</summary>
    Task<IReadOnlyList<Candidate>> FindAsync(IReadOnlyList<long> ordinals, CandidateView view, CancellationToken cancellation);
}

/// <summary>Some ordinals, in order of creation.</summary>
/// <param name="From">The lowest.</param>
/// <param name="To">The highest.</param>
/// <param name="Descending">Whether the newest come first.</param>
public readonly record struct OrdinalRange(long From, long To, bool Descending);

/// <summary>An entry of the index of save times.</summary>
public readonly record struct SavedEntry(long Milliseconds, long Ordinal);

/// <summary>An entry of the index of names.</summary>
public readonly record struct NameEntry(string Name, long Ordinal);

/// <summary>How far old samples can be found.</summary>
/// <param name="IsComplete">Whether all can.</param>
/// <param name="Done">Samples that were looked at since the upgrade.</param>
/// <param name="Total">Samples that there are; about so many on a large database.</param>
public readonly record struct SearchIndexState(bool IsComplete, long Done, long Total);
