using SampleService.Json;

namespace SampleService.Import;

/// <summary>Which of several documents of links count.</summary>
internal static class LinkRivals
{
    /// <summary>
    /// Of documents of one link the expired one: expiring or replacing a link stores the expired copy first, and then removes or overwrites the
    /// unexpired document, which may not have happened in a cluster.
    /// </summary>
    public static IEnumerable<StagedLink> OfOneId(IReadOnlyList<StagedLink> documents)
    {
        if (documents.Count == 1)
            return documents;
        var distinct = new List<StagedLink>();
        var result = new List<StagedLink>();
        foreach (var document in documents)
            if (distinct.Any(other => other.Document.AsSpan().SequenceEqual(document.Document)))
                result.Add(document with { Verdict = LinkVerdict.IsCopy });
            else
                distinct.Add(document);
        var read = distinct.Select(static link => (Link: link, Read: Read(link))).ToList();
        // What cannot be read is told of as such, and stands in nobody's way.
        result.AddRange(read.Where(static entry => entry.Read is null).Select(static entry => entry.Link));
        var order = read.Where(static entry => entry.Read is not null)
            .OrderByDescending(static entry => entry.Read!.Expired is not null).ThenByDescending(static entry => entry.Read!.KeyAgrees())
            .ThenBy(static entry => entry.Read!.Key, StringComparer.Ordinal).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            var hasRival = i > 0
                ? order[0].Read!.Expired is null == order[i].Read!.Expired is null
                : order.Count > 1 && order[0].Read!.Expired is null == order[1].Read!.Expired is null;
            result.Add(order[i].Link with
            {
                Verdict = i == 0 ? hasRival ? LinkVerdict.CountsOfSeveral : LinkVerdict.Counts
                    : hasRival ? LinkVerdict.IsRepeated : LinkVerdict.IsTorn,
            });
        }

        return result;
    }

    /// <summary>Of unexpired links of one data unit the one with the key of the unit, else the one made last.</summary>
    /// <param name="documents">Those that count and are unexpired; others as they are.</param>
    public static IEnumerable<StagedLink> OfOneUnit(IReadOnlyList<StagedLink> documents) =>
        documents.Count == 1 || documents.Any(static link => link.Verdict is not (LinkVerdict.Counts or LinkVerdict.CountsOfSeveral))
        ? documents
        : documents.Select(static link => (Link: link, Read: Read(link)!))
            .OrderByDescending(static entry => entry.Read.KeyAgrees()).ThenByDescending(static entry => entry.Read.Created)
            .ThenBy(static entry => entry.Read.Id)
            .Select(static (entry, i) => i == 0 ? entry.Link : entry.Link with { Verdict = LinkVerdict.UnitIsTaken });

    /// <summary>Parses a document; null if it is no valid text.</summary>
    public static JsonText? TryParse(ReadOnlyMemory<byte> document)
    {
        try
        {
            return JsonText.Parse(document, maximumDepth: 256);
        }
        catch (JsonTextException)
        {
            // Not in UTF-8, or nested without reason: the report names it.
            return null;
        }
    }

    private static LinkDocument? Read(StagedLink link)
    {
        using var json = TryParse(link.Document);
        return json is null ? null : LinkDocument.Read(json.Root);
    }
}
