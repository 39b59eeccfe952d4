using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Grains.Abstractions;

/// <summary>Among which samples is searched.</summary>
public enum FindScope
{
    /// <summary>Those that the requester owns.</summary>
    Mine,

    /// <summary>Those in whose ACLs the requester is, and which are others'.</summary>
    Shared,

    /// <summary>Those that everybody may read.</summary>
    Public,

    /// <summary>All three.</summary>
    Readable,

    /// <summary>All there are; for administrators.</summary>
    All,
}

/// <summary>By what found samples are sorted.</summary>
public enum FindSort
{
    /// <summary>When their first version was saved.</summary>
    Created,

    /// <summary>When their newest version was saved.</summary>
    Saved,

    /// <summary>Their name, letter case aside, by its first 64 code points; those without one come after all others.</summary>
    Name,
}

/// <summary>What is to be found.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Scope">Among which samples.</param>
/// <param name="Filter">What holds for them; null for everything.</param>
/// <param name="Context">What was looked up for the filter.</param>
public sealed record FindQuery(Requester Requester, FindScope Scope, Filter? Filter, EvaluationContext Context)
{
    /// <summary>By what they are sorted.</summary>
    public FindSort Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where to go on; null to begin.</summary>
    public FindPosition? After { get; init; }

    /// <summary>Whether withdrawn samples are wanted, and none other.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Whether to count all that match.</summary>
    public bool Count { get; init; }

    /// <summary>The values whose frequencies are to be counted among all that match.</summary>
    public ImmutableArray<Facet> Facets { get; init; } = [];

    /// <summary>Whether the documents are wanted.</summary>
    public bool WithDocuments { get; init; }

    /// <summary>Whether the ACLs are wanted.</summary>
    public bool WithAcls { get; init; }

    /// <summary>Whether the identifiers are wanted.</summary>
    public bool WithIdentifiers { get; init; }

    /// <summary>Whether what made conditions hold is wanted.</summary>
    public bool WithMatches { get; init; }

    /// <summary>The metadata values that are wanted.</summary>
    public ImmutableArray<Column> Columns { get; init; } = [];
}

/// <summary>A page of what was found.</summary>
/// <param name="Samples">The samples, in the order asked for.</param>
/// <param name="Next">Where to go on; null if that was all.</param>
/// <param name="Examined">How many candidates were looked at.</param>
public sealed record FoundPage(IReadOnlyList<FoundMatch> Samples, FindPosition? Next, int Examined)
{
    /// <summary>How many match, if that was asked for.</summary>
    public FoundCount? Count { get; init; }

    /// <summary>How frequent values are among all that match, if that was asked for.</summary>
    public ImmutableArray<FacetCounts> Facets { get; init; } = [];

    /// <summary>How much of an old database can be found; null for all of it.</summary>
    public IndexProgress? Index { get; init; }
}

/// <summary>How many samples match.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsExact">Whether it is that; else there are at least so many.</param>
public readonly record struct FoundCount(int Value, bool IsExact);

/// <summary>How much of an old database can be found.</summary>
/// <param name="Indexed">Samples that can.</param>
/// <param name="Of">Samples there are.</param>
public readonly record struct IndexProgress(long Indexed, long Of);

/// <summary>A sample that was found, in its newest version.</summary>
/// <param name="Facts">What is known of it beside its tree.</param>
/// <param name="Version">The newest version.</param>
/// <param name="Level">The level of the requester.</param>
/// <param name="PublicRead">Whether everybody may read it.</param>
/// <param name="AclVersion">The version of its ACLs.</param>
/// <param name="Nodes">How many nodes it has.</param>
public sealed record FoundMatch(SampleFacts Facts, int Version, AccessLevel Level, bool PublicRead, long AclVersion, int Nodes)
{
    /// <summary>Its document, if it was asked for.</summary>
    public JsonBytes? Document { get; init; }

    /// <summary>Its ACLs, if they were asked for.</summary>
    public SampleAcls? Acls { get; init; }

    /// <summary>What made conditions hold.</summary>
    public ImmutableArray<Match> Matches { get; init; } = [];

    /// <summary>The values of the columns.</summary>
    public ImmutableArray<ColumnValue?> Values { get; init; } = [];

    /// <summary>How it was withdrawn; null if it is not.</summary>
    public Withdrawal? Withdrawal { get; init; }
}

/// <summary>Finds samples, in the process that answers.</summary>
public interface ISampleFinder
{
    /// <summary>A page of the samples that the requester may read and that match, as of one moment.</summary>
    /// <exception cref="ServiceException">No index serves the filter, or not in this order; the database failed; an old database is not ready yet.</exception>
    Task<FoundPage> FindAsync(FindQuery query, CancellationToken cancellation);
}
