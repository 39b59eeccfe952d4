using System.Globalization;
using SampleService.Domain;
using SampleService.Storage;
using SampleService.Storage.Tests.Growth;

namespace SampleService.Bench;

/// <summary>A sample with which a database is filled: one version, and the readers that the figures ask as.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Ordinal">Its place in the order of creation.</param>
/// <param name="At">When it was created and saved.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tree">Which tree it has.</param>
/// <param name="Json">The tree.</param>
/// <param name="Readers">Who is in its ACLs.</param>
/// <param name="OfName">The postings of its name and time.</param>
internal sealed record FilledSample(
    Guid Id, long Ordinal, long At, string Owner, string Name, int Tree, byte[] Json, string[] Readers, StoredPostings OfName)
{
    /// <summary>Who reads all samples, each fifth, and a hundred of them.</summary>
    public const string AllReader = "reads_all", FifthReader = "reads_fifth", HundredReader = "reads_hundred";

    /// <summary>Samples that share a word in their names.</summary>
    public const int LotSize = 200;

    private static readonly byte[] NoNodes = "[]"u8.ToArray();

    private const long FirstTime = 1_600_000_000_000;
    private const int Owners = 1000;

    /// <summary>A sample of so many.</summary>
    /// <param name="real">What it is drawn from.</param>
    /// <param name="trees">The trees of it.</param>
    /// <param name="number">Which one, from 1 on; they are created in this order.</param>
    /// <param name="samples">How many there are.</param>
    public static FilledSample Of(RealSamples real, byte[][] trees, int number, int samples)
    {
        var at = FirstTime + (100L * number);
        var (id, ordinal) = (GrowthData.SampleId(number), SampleOrdinal.Of(new Timestamp(at), 0));
        var (name, tree) = (real.NameOf(number, Math.Max(1, samples / LotSize)), real.TreeOf(number));
        string[] readers =
        [
            AllReader,
            .. number % 5 == 0 ? (string[])[FifthReader] : [],
            .. number % Math.Max(1, samples / 100) == 0 ? (string[])[HundredReader] : [],
        ];
        return new FilledSample(
            id, ordinal, at, string.Create(CultureInfo.InvariantCulture, $"owner{number % Owners}"), name, tree, trees[tree], readers,
            StoredPostings.Of(new StoredVersion(name, new Timestamp(at), null, NoNodes)));
    }
}
