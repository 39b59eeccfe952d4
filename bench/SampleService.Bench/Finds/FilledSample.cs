using System.Globalization;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Tests.Growth;

namespace SampleService.Bench;

/// <summary>A sample with which a database is filled: one version, and the readers that the figures ask as.</summary>
internal sealed record FilledSample(Guid Id, long Ordinal, long At, string Owner, SampleContent Content, string[] Readers, PostingChange Change)
{
    /// <summary>Who reads all samples, each fifth, and a hundred of them.</summary>
    public const string AllReader = "reads_all", FifthReader = "reads_fifth", HundredReader = "reads_hundred";

    /// <summary>Samples that share a word in their names.</summary>
    public const int LotSize = 200;

    private const long FirstTime = 1_600_000_000_000;
    private const int Owners = 1000;

    /// <summary>A sample of so many.</summary>
    /// <param name="real">What it is drawn from.</param>
    /// <param name="number">Which one, from 1 on; they are created in this order.</param>
    /// <param name="samples">How many there are.</param>
    public static FilledSample Of(RealSamples real, int number, int samples)
    {
        var at = FirstTime + (100L * number);
        var (id, ordinal) = (GrowthData.SampleId(number), SampleOrdinal.Of(new Timestamp(at), 0));
        var (name, tree) = real.Of(number, Math.Max(1, samples / LotSize));
        string[] readers =
        [
            AllReader,
            .. number % 5 == 0 ? (string[])[FifthReader] : [],
            .. number % Math.Max(1, samples / 100) == 0 ? (string[])[HundredReader] : [],
        ];
        var postings = StoredPostings.Of(new StoredVersion(name, new Timestamp(at), null, tree));
        return new FilledSample(
            id, ordinal, at, string.Create(CultureInfo.InvariantCulture, $"owner{number % Owners}"), new SampleContent(name, tree, []), readers,
            new PostingChange(new QueuedSample(ordinal, id, 1, 0, HasWords: false, tree.Length), null, postings));
    }
}
