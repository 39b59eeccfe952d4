using System.Collections.Immutable;
using System.Text;
using SampleService.Search;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// Words as the full-text index has them: those that are not made of ASCII letters in lower case and digits are written in hexadecimal, so that
/// its tokenizer has nothing to decide. A word and another's hexadecimal form may be the same, which proposes too many samples and no harm is done.
/// </summary>
internal static class FtsText
{
    /// <summary>The words of a sample.</summary>
    public static string Of(IEnumerable<string> words) => string.Join(' ', words.Select(Encode));

    /// <summary>The query for all words of one of the lists, or samples of which words are missing.</summary>
    public static string QueryOf(IEnumerable<ImmutableArray<QueryWord>> lists)
    {
        var query = new StringBuilder();
        foreach (var words in lists)
            query.Append('(').AppendJoin(" AND ", words.Select(QueryOf)).Append(") OR ");
        return query.Append('"').Append(PostingLookup.WordsAreMissing).Append('"').ToString();
    }

    // What begins with ASCII may go on with something else.
    private static string QueryOf(QueryWord word) => !word.IsPrefix ? $"\"{Encode(word.Text)}\""
        : IsPlain(word.Text) ? $"(\"{word.Text}\" * OR \"{InHexadecimal(word.Text)}\" *)"
        : $"\"{InHexadecimal(word.Text)}\" *";

    private static string Encode(string word) => IsPlain(word) ? word : InHexadecimal(word);

    private static bool IsPlain(string word) => word.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static string InHexadecimal(string word) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word));
}
