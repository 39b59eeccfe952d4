namespace SampleService.Storage;

/// <summary>A sample of the queue.</summary>
/// <param name="Ordinal">Its ordinal.</param>
/// <param name="Id">Its id.</param>
/// <param name="Head">Its newest version.</param>
/// <param name="Indexed">What its row says is the version whose postings are in place.</param>
/// <param name="HasWords">Whether there are any postings of it: in a copied database there may be none, whatever the row says.</param>
/// <param name="Bytes">The size of the trees that have to be read.</param>
internal sealed record QueuedSample(long Ordinal, Guid Id, int Head, int Indexed, bool HasWords, long Bytes)
{
    /// <summary>The version whose postings are in place; 0 for none.</summary>
    public int Before => HasWords ? Math.Max(Indexed, 0) : 0;

    /// <summary>The versions that have to be read.</summary>
    public IEnumerable<(Guid Id, int Version)> Versions => Before == 0 || Before == Head ? [(Id, Head)] : [(Id, Head), (Id, Before)];

    /// <summary>The first of some samples, so that their trees together are not too much for the memory; one at least.</summary>
    public static List<QueuedSample> TakeBatch(IEnumerable<QueuedSample> samples, long maxBytes)
    {
        var batch = new List<QueuedSample>();
        foreach (var sample in samples)
        {
            maxBytes -= sample.Bytes;
            if (batch.Count > 0 && maxBytes < 0)
                break;
            batch.Add(sample);
        }

        return batch;
    }
}

/// <summary>A sample whose postings were made.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Before">The postings in place; null for none.</param>
/// <param name="After">Those of the newest version.</param>
internal sealed record PostingChange(QueuedSample Sample, StoredPostings? Before, StoredPostings After);

/// <summary>The changes of some samples, and those that could not be made.</summary>
internal sealed record PostingChanges(IReadOnlyList<PostingChange> Made, IReadOnlyList<QueuedSample> Failed)
{
    /// <summary>Makes the postings of samples.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="versions">Their versions.</param>
    /// <param name="failed">Told of each that fails.</param>
    public static PostingChanges Of(
        IEnumerable<QueuedSample> samples, IReadOnlyDictionary<(Guid Id, int Version), StoredVersion> versions, Action<Exception> failed)
    {
        var (made, unmade) = (new List<PostingChange>(), new List<QueuedSample>());
        foreach (var sample in samples)
            try
            {
                var after = StoredPostings.Of(versions[(sample.Id, sample.Head)]);
                var before = sample.Before == 0 ? null
                    : sample.Before == sample.Head ? after
                    : StoredPostings.Of(versions[(sample.Id, sample.Before)]);
                made.Add(new PostingChange(sample, before, after));
            }
            catch (Exception exception)
            {
                // Whatever it is about this one, the others are to be found.
                failed(exception);
                unmade.Add(sample);
            }

        return new PostingChanges(made, unmade);
    }
}
