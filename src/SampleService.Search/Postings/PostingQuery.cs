using System.Collections.Immutable;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Which postings propose candidates for a condition.</summary>
public abstract record PostingQuery
{
    /// <summary>Whether these postings propose their sample.</summary>
    public abstract bool Proposes(SamplePostings postings);
}

/// <summary>Texts that are one of these.</summary>
public sealed record TextIsQuery(SearchKeys Keys, ImmutableArray<string> Values) : PostingQuery
{
    /// <inheritdoc/>
    public override bool Proposes(SamplePostings postings) =>
        postings.Texts.Any(text => Keys.Contains(text.Key) && Values.Contains(text.Value));
}

/// <summary>Texts that begin so.</summary>
public sealed record TextPrefixQuery(SearchKeys Keys, string Prefix) : PostingQuery
{
    /// <inheritdoc/>
    public override bool Proposes(SamplePostings postings) =>
        postings.Texts.Any(text => Keys.Contains(text.Key) && text.Value.StartsWith(Prefix, StringComparison.Ordinal));
}

/// <summary>Texts within bounds, both included, by code points; null for none.</summary>
public sealed record TextRangeQuery(SearchKeys Keys, string? Lower, string? Upper) : PostingQuery
{
    /// <inheritdoc/>
    public override bool Proposes(SamplePostings postings) => postings.Texts.Any(text => Keys.Contains(text.Key)
        && (Lower is null || ContractText.CompareByCodePoint(text.Value, Lower) >= 0)
        && (Upper is null || ContractText.CompareByCodePoint(text.Value, Upper) <= 0));
}

/// <summary>Numbers within bounds, both included.</summary>
/// <param name="Keys">What they are about.</param>
/// <param name="Dimension">What they measure; empty for numbers as they are.</param>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
public sealed record NumberRangeQuery(SearchKeys Keys, string Dimension, double Lower, double Upper) : PostingQuery
{
    /// <inheritdoc/>
    public override bool Proposes(SamplePostings postings) => postings.Numbers.Any(
        number => Keys.Contains(number.Key) && number.Dimension == Dimension && number.Value >= Lower && number.Value <= Upper);
}

/// <summary>All words are there.</summary>
public sealed record WordsQuery(ImmutableArray<QueryWord> Words) : PostingQuery
{
    /// <inheritdoc/>
    public override bool Proposes(SamplePostings postings) =>
        Words.All(wanted => wanted.IsPrefix ? postings.Words.Any(wanted.Is) : postings.Words.Contains(wanted.Text));
}

/// <summary>Metadata of such a key is there.</summary>
public sealed record KeyIsThereQuery(SearchKeys Keys) : PostingQuery
{
    /// <inheritdoc/>
    public override bool Proposes(SamplePostings postings) => postings.Keys.Any(Keys.Contains);
}

/// <summary>One of these proposes.</summary>
public sealed record AnyOfQuery(ImmutableArray<PostingQuery> Members) : PostingQuery
{
    /// <inheritdoc/>
    public override bool Proposes(SamplePostings postings) => Members.Any(member => member.Proposes(postings));
}
