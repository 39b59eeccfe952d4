using System.Collections.Immutable;

namespace SampleService.Search;

/// <summary>The indexes that give candidates.</summary>
public enum CandidateIndex
{
    /// <summary>Samples by their owner, and in order of creation.</summary>
    Samples,

    /// <summary>The texts of postings.</summary>
    Texts,

    /// <summary>The numbers of postings.</summary>
    Numbers,

    /// <summary>The words of postings.</summary>
    Words,

    /// <summary>The tables of ids, identifiers, links and relations themselves.</summary>
    Tables,
}

/// <summary>The order in which an index gives candidates.</summary>
public enum CandidateOrder
{
    /// <summary>By when samples were created.</summary>
    Created,

    /// <summary>By when the newest version was saved.</summary>
    Saved,

    /// <summary>By when samples were created on SQLite, in none on PostgreSQL.</summary>
    CreatedOrGathered,

    /// <summary>In none: all have to be gathered and sorted.</summary>
    Gathered,
}

/// <summary>A way to get all samples that can match a filter.</summary>
/// <param name="Order">The order in which they come.</param>
public abstract record Driver(CandidateOrder Order);

/// <summary>One condition drives.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Index">The index that serves it.</param>
/// <param name="Order">The order in which it gives candidates.</param>
public sealed record ConditionDriver(Condition Condition, CandidateIndex Index, CandidateOrder Order) : Driver(Order);

/// <summary>Each member of an <see cref="AnyFilter"/> drives; what they give is put together.</summary>
/// <param name="Filter">The filter.</param>
/// <param name="Members">For each member its drivers, of which one is to be taken.</param>
public sealed record UnionDriver(AnyFilter Filter, ImmutableArray<ImmutableArray<Driver>> Members) : Driver(CandidateOrder.Gathered);
