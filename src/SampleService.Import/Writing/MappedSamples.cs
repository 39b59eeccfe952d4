using System.Threading.Channels;
using SampleService.Storage;

namespace SampleService.Import;

/// <summary>Samples in batches, made on one thread while another works with those before.</summary>
internal static class MappedSamples
{
    private const int MaxSamples = 5000;

    private const long MaxWeight = 32_000_000;

    /// <summary>Each is bounded, so this bounds the memory.</summary>
    private const int BatchesAhead = 1;

    /// <summary>Maps all samples, and hands them over in batches.</summary>
    /// <param name="staging">The documents.</param>
    /// <param name="context">Takes what is found.</param>
    /// <param name="isWanted">Which samples; by their ids as they are written.</param>
    /// <param name="use">Takes a batch.</param>
    /// <param name="cancellation">Ends it between batches.</param>
    public static async Task ForEachBatchAsync(
        StagingFolder staging, MappingContext context, Func<string, bool> isWanted, Func<IReadOnlyList<BulkSample>, CancellationToken, Task> use,
        CancellationToken cancellation)
    {
        var batches = Channel.CreateBounded<IReadOnlyList<BulkSample>>(BatchesAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var mapping = Task.Run(
            async () =>
            {
                try
                {
                    await MapAsync(staging, context, isWanted, batches.Writer, stop.Token).ConfigureAwait(false);
                    batches.Writer.Complete();
                }
                catch (Exception exception)
                {
                    batches.Writer.Complete(exception);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                await use(batch, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await mapping.ConfigureAwait(false);
        }
    }

    private static async Task MapAsync(
        StagingFolder staging, MappingContext context, Func<string, bool> isWanted, ChannelWriter<IReadOnlyList<BulkSample>> batches,
        CancellationToken cancellation)
    {
        using var stream = new SampleStream(staging, context.Names);
        var (batch, weight) = (new List<BulkSample>(), 0L);
        while (stream.Read() is { } staged)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!isWanted(staged.Key) || SampleMapping.Map(staged, context) is not { } sample)
                continue;
            if (batch.Count > 0 && (batch.Count == MaxSamples || weight + sample.Weight > MaxWeight))
            {
                await batches.WriteAsync(batch, cancellation).ConfigureAwait(false);
                (batch, weight) = ([], 0);
            }

            batch.Add(sample);
            weight += sample.Weight;
        }

        foreach (var (collection, document) in stream.ReadMalformed())
            AddMalformed(collection, document, context);
        if (batch.Count > 0)
            await batches.WriteAsync(batch, cancellation).ConfigureAwait(false);
    }

    private static void AddMalformed(string collection, ReadOnlyMemory<byte> document, MappingContext context)
    {
        using var json = LinkRivals.TryParse(document);
        var isLink = collection == context.Names.Links;
        context.Findings.Add(new Finding(
            isLink ? FindingKind.LinkUnreadable : FindingKind.DocumentUnreadable, collection, json?.Root["_key"u8].AsString() ?? ""));
    }
}
