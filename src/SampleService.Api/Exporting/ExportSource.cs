using System.Buffers.Binary;
using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Api;

/// <summary>A page of samples to export.</summary>
/// <param name="Samples">The samples.</param>
/// <param name="Next">Where to go on; null if that was all.</param>
internal sealed record ExportPage(IReadOnlyList<ExportedSample> Samples, byte[]? Next);

/// <summary>Reads the samples that are to be exported, page by page, for those who may read them.</summary>
internal sealed class ExportSource(ISampleFinder finder, ISampleQueries queries, IHistoryQueries history, FilterContexts contexts, WorkspaceAccess workspaces)
{
    /// <summary>Samples whose links and relations are read at a time, and named samples that are read at a time.</summary>
    private const int ReadAtOnce = 25;

    /// <summary>Documents on a page, in bytes; with the one that goes beyond.</summary>
    private const long MaxPageBytes = 16_000_000;

    /// <summary>Checks what has to be known of who asks, and gives what reads pages of at most so many samples.</summary>
    /// <exception cref="ServiceException">The first check that fails.</exception>
    public async ValueTask<Func<int, ValueTask<ExportPage>>> OpenAsync(
        ExportArguments asked, Requester requester, byte[]? after, CancellationToken cancellation)
    {
        if (asked.Samples is { } named)
        {
            var first = after is null ? 0 : BinaryPrimitives.ReadInt32BigEndian(after);
            var links = await VisibleAsync(asked, requester, cancellation);
            return limit => ReadAsync(asked, named, first, limit, links, requester, cancellation);
        }

        var scope = asked.Find.RequireAllowed(requester);
        var context = await contexts.LookUpAsync(asked.Filter, requester, cancellation);
        var visible = await VisibleAsync(asked, requester, cancellation);
        return async limit =>
        {
            var found = await finder.FindAsync(
                new FindQuery(requester, scope, asked.Filter, context)
                {
                    Limit = limit,
                    After = after is null ? null : FindPosition.Of(after),
                    WithDocuments = true,
                    WithIdentifiers = true,
                },
                cancellation);
            var samples = found.Samples.Select(static one => new ExportedSample(new SampleVersionId(one.Facts.Id, one.Version), one.Document!.Utf8) { Identifiers = one.Facts.Identifiers }).ToList();
            return new ExportPage(await CompleteAsync(asked, samples, visible, requester, isNamed: false, cancellation), found.Next?.ToBytes());
        };
    }

    private async ValueTask<IReadOnlySet<WorkspaceId>?> VisibleAsync(ExportArguments asked, Requester requester, CancellationToken cancellation) =>
        asked.Parts.HasFlag(StateParts.Links) ? await workspaces.FindVisibleAsync(requester, cancellation) : null;

    private async ValueTask<ExportPage> ReadAsync(
        ExportArguments asked, IReadOnlyList<SampleAddress> named, int first, int limit, IReadOnlySet<WorkspaceId>? visible, Requester requester, CancellationToken cancellation)
    {
        var read = new List<ExportedSample>();
        var bytes = 0L;
        while (read.Count < limit && first + read.Count < named.Count && bytes < MaxPageBytes)
        {
            var wanted = named.Skip(first + read.Count).Take(Math.Min(ReadAtOnce, limit - read.Count)).ToList();
            var answers = await queries.GetSamplesAsync(requester, wanted, cancellation);
            for (var i = 0; i < answers.Length && bytes < MaxPageBytes; i++)
            {
                read.Add(ExportedSample.Of(wanted[i].Sample, answers[i]));
                bytes += read[^1].Document.Length;
            }
        }

        var end = first + read.Count;
        var next = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(next, end);
        return new ExportPage(await CompleteAsync(asked, read, visible, requester, isNamed: true, cancellation), end < named.Count ? next : null);
    }

    /// <summary>
    /// The same with what is around them. Samples that the caller cannot read any more are left out; those that were named fail the call, as they would
    /// have a moment later.
    /// </summary>
    private async ValueTask<IReadOnlyList<ExportedSample>> CompleteAsync(
        ExportArguments asked, List<ExportedSample> samples, IReadOnlySet<WorkspaceId>? visible, Requester requester, bool isNamed, CancellationToken cancellation)
    {
        // What was found came with its identifiers.
        if (!isNamed && asked.Parts == StateParts.Identifiers)
            return samples;
        var complete = new List<ExportedSample>();
        foreach (var some in samples.Chunk(ReadAtOnce))
        {
            var states = await history.GetStateAsync(
                new StateQuery(requester, [.. some.Select(AddressOf)], null, asked.Parts, ShowsWithdrawn: false, visible), cancellation);
            foreach (var (sample, state) in some.Zip(states.Samples))
                if (state.Error is null)
                    complete.Add(sample with { Identifiers = state.Identifiers!, Links = state.Links ?? [], Relations = state.Relations ?? [] });
                else if (isNamed)
                    throw state.Tombstone is null ? state.Error
                        : state.Tombstone.Version is { } version ? ServiceException.NoSuchVersion(sample.Sample, new VersionNumber(version))
                        : ServiceException.NoSuchSample(sample.Sample);
        }

        return complete;
    }

    private static SampleAddress AddressOf(ExportedSample sample) => new(sample.Sample, new VersionNumber(sample.Id.Version));
}
