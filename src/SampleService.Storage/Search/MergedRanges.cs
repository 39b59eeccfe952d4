namespace SampleService.Storage;

/// <summary>Merges several ranges of an index, each of which is in order.</summary>
internal static class MergedRanges
{
    private const int LeastPerRange = 16;

    /// <summary>The first ordinals of all ranges together, each once, in order.</summary>
    /// <param name="ranges">How many ranges there are.</param>
    /// <param name="span">Which ordinals, and in which direction.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="read">Reads the first entries of each range, so many at most: the number of the range and the ordinal.</param>
    public static async Task<IReadOnlyList<long>> ListAsync(
        int ranges, OrdinalRange span, int limit, Func<OrdinalRange, int, Task<List<(int Range, long Ordinal)>>> read)
    {
        var found = new List<long>();
        while (ranges > 0 && found.Count < limit && span.From <= span.To)
        {
            // Twice the share of each, or all of few: mostly one look is enough.
            var perRange = Math.Min(limit - found.Count, Math.Max(LeastPerRange, 2 * (limit - found.Count) / ranges));
            var entries = await read(span, perRange).ConfigureAwait(false);
            var full = entries.GroupBy(static entry => entry.Range).Where(range => range.Count() == perRange).ToList();
            // Beyond the last entry of a range that may go on, others cannot be told to be next.
            var last = full.Count == 0 ? (long?)null
                : span.Descending ? full.Max(static range => range.Min(static entry => entry.Ordinal))
                : full.Min(static range => range.Max(static entry => entry.Ordinal));
            var known = entries.Select(static entry => entry.Ordinal).Distinct()
                .Where(ordinal => last is not { } end || (span.Descending ? ordinal >= end : ordinal <= end));
            found.AddRange((span.Descending ? known.OrderDescending() : known.Order()).Take(limit - found.Count));
            if (last is not { } reached)
                break;
            span = span.Descending ? span with { To = reached - 1 } : span with { From = reached + 1 };
        }

        return found;
    }
}
