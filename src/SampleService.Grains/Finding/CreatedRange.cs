using SampleService.Domain;
using SampleService.Search;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>The ordinals that the conditions on the time of creation leave, those that all samples have to fulfil.</summary>
internal static class CreatedRange
{
    /// <summary>The range of a filter, behind a place.</summary>
    /// <param name="filter">The filter; null for none.</param>
    /// <param name="descending">Whether the newest come first.</param>
    /// <param name="after">The place; null for the beginning.</param>
    public static OrdinalRange Of(Filter? filter, bool descending, CandidateKey? after)
    {
        long from = 0, to = long.MaxValue;
        foreach (var time in OnAll(filter))
        {
            if (time.From is { } first)
                from = Math.Max(from, SampleOrdinal.FirstOf(first));
            if (time.To is { } last)
                to = Math.Min(to, SampleOrdinal.LastOf(last));
        }

        if (after is { } place && descending)
            to = Math.Min(to, place.Ordinal - 1);
        else if (after is { } other)
            from = Math.Max(from, other.Ordinal + 1);
        return new OrdinalRange(from, to, descending);
    }

    private static IEnumerable<TimeCondition> OnAll(Filter? filter) => filter switch
    {
        TimeCondition { Role: TimeRole.Created } time => [time],
        AllFilter all => all.Members.SelectMany(OnAll),
        _ => [],
    };
}
