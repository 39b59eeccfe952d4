using SampleService.Domain;

namespace SampleService.Storage.PostgreSql;

/// <summary>The active links that lead to what a call withdraws.</summary>
/// <param name="Links">Those that can end.</param>
/// <param name="Full">Where there are more than can end at once.</param>
internal readonly record struct ScopedLinks(IReadOnlyList<DataLink> Links, IReadOnlySet<LinkScope> Full)
{
    /// <summary>Sorts links as they were read, each with the place of its scope, from 1.</summary>
    public static ScopedLinks Of(OperationKeys keys, IReadOnlyList<(long Place, DataLink Link)> read)
    {
        LinkScope[] scopes = [.. keys.LinkScopes];
        var groups = read.ToLookup(static row => row.Place);
        var full = groups.Where(static group => group.Count() > WithdrawSample.MaxLinks).Select(group => scopes[group.Key - 1]).ToHashSet();
        return new ScopedLinks([.. read.Where(row => !full.Contains(scopes[row.Place - 1])).Select(static row => row.Link)], full);
    }
}
