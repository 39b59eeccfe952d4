using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>A candidate and its place in the order that was asked for.</summary>
/// <param name="Ordinal">Its place in the order of creation.</param>
/// <param name="Saved">When its newest version was saved, where that is sorted by; else 0.</param>
/// <param name="Name">Its name, folded, where that is sorted by; else empty.</param>
internal readonly record struct CandidateKey(long Ordinal, long Saved, string Name)
{
    /// <summary>A candidate in order of creation.</summary>
    public static CandidateKey Of(long ordinal) => new(ordinal, 0, "");

    /// <summary>The present place of a sample.</summary>
    public static CandidateKey Of(Candidate candidate, FindSort sort) => sort switch
    {
        FindSort.Saved => new(candidate.Ordinal, candidate.Facts.Saved.Milliseconds, ""),
        FindSort.Name => new(candidate.Ordinal, 0, SamplePostings.SortName(candidate.Facts.Name)),
        _ => Of(candidate.Ordinal),
    };

    /// <summary>The place that a page ended at.</summary>
    public static CandidateKey Of(FindPosition position) => new(position.Ordinal, position.Saved, position.Name);

    /// <summary>Compares places in ascending order.</summary>
    public int CompareTo(CandidateKey other)
    {
        if (Saved != other.Saved)
            return Saved.CompareTo(other.Saved);
        var byName = ContractText.CompareByCodePoint(Name, other.Name);
        return byName != 0 ? byName : Ordinal.CompareTo(other.Ordinal);
    }
}
