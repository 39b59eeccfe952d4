using SampleService.Domain;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>The ACLs of a sample at a moment in the past, as far as they are known.</summary>
/// <param name="Since">From when on changes are kept; null if they are not yet.</param>
/// <param name="Version">Counts the changes; null if it is not known.</param>
/// <param name="Acls">The ACLs; null if they are not known, or are the present ones.</param>
/// <param name="IsPresent">Whether they are the present ones: they were never changed.</param>
internal readonly record struct PastAcls(Timestamp? Since, long? Version, SampleAcls? Acls, bool IsPresent)
{
    /// <summary>Finds them.</summary>
    /// <param name="sample">The sample, which existed then.</param>
    /// <param name="kept">The first change that is kept, and the last one until the moment.</param>
    /// <param name="at">The moment.</param>
    public static PastAcls Of(SampleMoment sample, IEnumerable<AclChange> kept, Timestamp at)
    {
        var changes = kept.OrderBy(static change => change.AclVersion).ToArray();
        if (changes.Length == 0)
            return sample.IsKeptFromCreation ? new(sample.Created, sample.AclVersion, null, true) : default;
        var since = SinceOf(sample, changes[0]);
        if (changes[^1].At.CompareTo(at) <= 0)
            return new(since, changes[^1].AclVersion, changes[^1].After, false);
        // Before its first change a new sample was its creator's alone.
        return changes[0].IsFirstState
            ? new(since, null, null, false)
            : new(since, changes[0].AclVersion - 1, SampleAcls.OwnedBy(sample.Creator), false);
    }

    /// <summary>From when on changes are kept; null if they are not yet.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="first">The first change that is kept; null if there is none.</param>
    public static Timestamp? SinceOf(SampleMoment sample, AclChange? first) =>
        first is { IsFirstState: true } ? first.At : first is not null || sample.IsKeptFromCreation ? sample.Created : null;
}
