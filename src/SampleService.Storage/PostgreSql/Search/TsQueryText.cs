using System.Collections.Immutable;
using System.Text;
using SampleService.Search;

namespace SampleService.Storage.PostgreSql;

/// <summary>Writes what words are looked for as PostgreSQL reads it.</summary>
internal static class TsQueryText
{
    /// <summary>All words of one of the lists, or samples of which words are missing.</summary>
    public static string Of(IEnumerable<ImmutableArray<QueryWord>> lists)
    {
        var query = new StringBuilder();
        foreach (var words in lists)
        {
            query.Append('(');
            for (var i = 0; i < words.Length; i++)
                Append(i == 0 ? query : query.Append(" & "), words[i]);
            query.Append(") | ");
        }

        return Append(query, new QueryWord(PostingLookup.WordsAreMissing, IsPrefix: false)).ToString();
    }

    // Within quotes nothing but these two means something.
    private static StringBuilder Append(StringBuilder query, QueryWord word) => query
        .Append('\'').Append(word.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)).Append('\'')
        .Append(word.IsPrefix ? ":*" : "");
}
