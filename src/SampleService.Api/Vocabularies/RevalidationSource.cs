using System.Buffers.Binary;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Api;

/// <summary>A page of stored samples.</summary>
/// <param name="Samples">The samples.</param>
/// <param name="Next">Where to go on; null if that was all.</param>
/// <param name="Examined">How many candidates were looked at.</param>
internal sealed record StoredPage(IReadOnlyList<StoredSample> Samples, byte[]? Next, int Examined);

/// <summary>Reads the samples that are to be validated once more, page by page, for those who may read them.</summary>
internal sealed class RevalidationSource(ISampleFinder finder, ISampleQueries queries, IVocabularies vocabularies, FilterContexts contexts)
{
    /// <summary>Documents on a page, in bytes; with the one that goes beyond.</summary>
    private const long MaxPageBytes = 16_000_000;

    /// <summary>Named samples that are read at a time.</summary>
    private const int ReadAtOnce = 25;

    /// <summary>Checks what has to be known of who asks, and gives what reads pages of at most so many samples.</summary>
    /// <exception cref="ServiceException">The first check that fails.</exception>
    public async ValueTask<Func<int, ValueTask<StoredPage>>> OpenAsync(
        RevalidationArguments asked, Requester requester, byte[]? after, CancellationToken cancellation)
    {
        if (asked.Samples is { } named)
        {
            var first = after is null ? 0 : BinaryPrimitives.ReadInt32BigEndian(after);
            return limit => ReadAsync(named, first, limit, requester, cancellation);
        }

        var scope = asked.Find.RequireAllowed(requester);
        var context = await contexts.LookUpAsync(asked.Filter, requester, cancellation);
        return async limit =>
        {
            var found = await finder.FindAsync(
                new FindQuery(requester, scope, asked.Filter, context)
                {
                    Limit = limit,
                    After = after is null ? null : FindPosition.Of(after),
                    WithDocuments = true,
                },
                cancellation);
            return new StoredPage([.. found.Samples.Select(StoredSample.Of)], found.Next?.ToBytes(), found.Examined);
        };
    }

    private async ValueTask<StoredPage> ReadAsync(
        IReadOnlyList<SampleAddress> named, int first, int limit, Requester requester, CancellationToken cancellation)
    {
        var read = new List<StoredSample>();
        var bytes = 0L;
        while (read.Count < limit && first + read.Count < named.Count && bytes < MaxPageBytes)
        {
            var asked = named.Skip(first + read.Count).Take(Math.Min(ReadAtOnce, limit - read.Count)).ToList();
            var answers = await queries.GetSamplesAsync(requester, asked, cancellation);
            for (var i = 0; i < answers.Length && bytes < MaxPageBytes; i++)
            {
                read.Add(StoredSample.Of(asked[i].Sample, answers[i]));
                bytes += read[^1].Json.Length;
            }
        }

        var end = first + read.Count;
        var next = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(next, end);
        return new StoredPage(await WithVocabulariesAsync(read, cancellation), end < named.Count ? next : null, read.Count);
    }

    private async ValueTask<IReadOnlyList<StoredSample>> WithVocabulariesAsync(List<StoredSample> samples, CancellationToken cancellation)
    {
        var versions = samples.ConvertAll(static sample =>
        {
            using var parsed = new ParsedSample(sample, null);
            return new SampleVersionId(sample.Id, parsed.Version);
        });
        var used = await vocabularies.FindUsedAsync(versions, cancellation);
        return [.. samples.Select((sample, i) => sample with { Vocabulary = used.TryGetValue(versions[i], out var vocabulary) ? vocabulary : null })];
    }
}
