using SampleService.Json;

namespace SampleService.Import;

/// <summary>Documents of one key.</summary>
internal static class Copies
{
    /// <summary>Parses the one that counts, the last; null if it is no valid text. Others are told of.</summary>
    public static JsonText? ParseLast(IReadOnlyList<byte[]> documents, string collection, string key, string sample, MappingContext context)
    {
        var last = documents[^1];
        for (var i = 0; i < documents.Count - 1; i++)
            context.Add(
                FindingKind.DocumentRepeated, collection, key, sample,
                detail: documents[i].AsSpan().SequenceEqual(last) ? "the same" : "another, of which the last one counts");
        var json = LinkRivals.TryParse(last);
        if (json is null)
            context.Add(FindingKind.DocumentUnreadable, collection, key, sample);
        return json;
    }
}
