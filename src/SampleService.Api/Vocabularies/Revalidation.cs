using SampleService.Domain;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Api;

/// <summary>A finding as it is shown.</summary>
/// <param name="Key">The metadata key.</param>
/// <param name="Json">The whole of it, as JSON text.</param>
internal sealed record ShownFinding(string Key, ReadOnlyMemory<byte> Json);

/// <summary>What is said of a sample.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Version">Its version.</param>
/// <param name="Vocabulary">The vocabulary that it was validated with when it was saved; null if that is not known.</param>
/// <param name="Findings">What is found.</param>
/// <param name="Gone">What the other vocabulary alone finds.</param>
internal sealed record RevalidationReport(
    SampleId Id, int Version, VocabularyId? Vocabulary, IReadOnlyList<ShownFinding> Findings, IReadOnlyList<ShownFinding> Gone);

/// <summary>Validates stored samples, in memory that is bounded by what they take themselves. What is found stays until it is disposed of.</summary>
/// <param name="validators">The vocabulary.</param>
/// <param name="other">The one to compare with; null for none.</param>
/// <param name="budget">What the memory for large samples, and for what is found, is counted against; null for no bound.</param>
internal sealed class Revalidation(MetadataValidators validators, MetadataValidators? other, IByteBudget? budget) : IDisposable
{
    /// <summary>Findings on a page, in bytes, but for the first sample.</summary>
    private const long MaxPageBytes = 16_000_000;

    /// <summary>Findings of one sample, in bytes.</summary>
    private const long MaxSampleBytes = 64_000_000;

    private long _reserved;

    /// <summary>What is said of each of the samples; of fewer, but of one at least, if more is found than a page holds.</summary>
    /// <exception cref="ServiceException">A validator could not decide, or what is found in one sample is too much.</exception>
    /// <exception cref="ByteBudgetException">There is no room for it at the moment.</exception>
    public async ValueTask<IReadOnlyList<RevalidationReport>> RunAsync(IReadOnlyList<StoredSample> samples, CancellationToken cancellation)
    {
        Dispose();
        var parsed = new List<ParsedSample>();
        try
        {
            foreach (var sample in samples)
                parsed.Add(new ParsedSample(sample, budget));
            var found = await FindAsync(validators, parsed, cancellation);
            var others = other is null ? null : await FindAsync(other, parsed, cancellation);
            return
            [
                .. found.Take(others?.Count ?? found.Count).Select((findings, i) => new RevalidationReport(
                    samples[i].Id, parsed[i].Version, samples[i].Vocabulary,
                    others is null ? findings : Without(findings, others[i]), others is null ? [] : Without(others[i], findings))),
            ];
        }
        finally
        {
            foreach (var sample in parsed)
                sample.Dispose();
        }
    }

    /// <summary>Gives back the memory of what was found before.</summary>
    public void Dispose()
    {
        budget?.Release(_reserved);
        _reserved = 0;
    }

    private void Reserve(long bytes)
    {
        if (budget?.TryReserve(bytes) == false)
            throw new ByteBudgetException();
        _reserved += bytes;
    }

    /// <summary>The findings of each sample, up to the first with which they are too many.</summary>
    private async ValueTask<List<List<ShownFinding>>> FindAsync(
        MetadataValidators validators, List<ParsedSample> samples, CancellationToken cancellation)
    {
        var nodes = new List<(int Sample, JsonValue Node)>();
        for (var i = 0; i < samples.Count; i++)
            nodes.AddRange(samples[i].Nodes.Select(node => (i, node)));
        var found = samples.ConvertAll(static _ => new List<ShownFinding>());
        var (bytes, end) = (0L, samples.Count);
        await validators.ValidateAsync(
            nodes.Select(static place => SampleSchemas.Controlled.In(place.Node)),
            (index, finding) =>
            {
                var (sample, node) = nodes[index];
                var shown = Show(finding, node, samples[sample]);
                Reserve(shown.Json.Length);
                found[sample].Add(shown);
                bytes += shown.Json.Length;
                if (bytes <= (sample == 0 ? MaxSampleBytes : MaxPageBytes))
                    return true;
                end = sample;
                return false;
            },
            cancellation);
        return end > 0 || samples.Count == 0
            ? found[..end]
            : throw ServiceException.Illegal($"The answer would have more than {MaxSampleBytes} bytes; ask for fewer samples at a time");
    }

    private static ShownFinding Show(MetadataFinding finding, JsonValue node, ParsedSample sample)
    {
        using var json = new JsonOutput();
        MetadataMethods.WriteFinding(json, finding, new NodeId(SampleSchemas.NodeId.In(node).GetString()), sample.Name);
        return new ShownFinding(finding.Key, json.ToArray());
    }

    /// <summary>The findings that are not among others. One that is there twice has to be there twice.</summary>
    private static List<ShownFinding> Without(List<ShownFinding> findings, List<ShownFinding> others)
    {
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var other in others)
            left[TextOf(other)] = left.GetValueOrDefault(TextOf(other)) + 1;
        return findings.FindAll(finding =>
        {
            if (left.GetValueOrDefault(TextOf(finding)) is not (> 0 and var number))
                return true;
            left[TextOf(finding)] = number - 1;
            return false;
        });
    }

    private static string TextOf(ShownFinding finding) => System.Text.Encoding.ASCII.GetString(finding.Json.Span);
}
