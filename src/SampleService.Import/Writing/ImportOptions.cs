using System.Globalization;
using SampleService.Storage;

namespace SampleService.Import;

/// <summary>What is imported, and what is needed on the way.</summary>
public sealed record ImportOptions
{
    /// <summary>The folder of the dump.</summary>
    public required string DumpFolder { get; init; }

    /// <summary>How the collections are called.</summary>
    public CollectionNames Collections { get; init; } = new();

    /// <summary>A folder for sorted documents: about as many bytes as the dump has unpacked. It is removed in the end.</summary>
    public required string StagingFolder { get; init; }

    /// <summary>The report; what is there is replaced.</summary>
    public required string ReportFile { get; init; }

    /// <summary>The memory that sorting takes, in bytes.</summary>
    public int BytesPerRun { get; init; } = 64 * 1024 * 1024;
}

/// <summary>What an import did.</summary>
/// <param name="All">What the database has of this dump now.</param>
/// <param name="New">What of it this run wrote.</param>
/// <param name="Found">How many samples were there already, equal.</param>
/// <param name="ReadBack">How many samples, chosen at random, were read back and found equal.</param>
/// <param name="ReportFile">The report.</param>
/// <param name="Findings">How many findings there are of each kind, a line each.</param>
public sealed record ImportSummary(
    BulkCounts All, BulkCounts New, long Found, long ReadBack, string ReportFile, IReadOnlyList<string> Findings)
{
    /// <summary>What an operator is told.</summary>
    public override string ToString() => string.Join('\n',
    [
        .. Findings,
        $"{ReportFile} names each of them",
        string.Create(CultureInfo.InvariantCulture, $"{ReadBack} samples were read back and are as in the dump"),
        New == default ? $"Nothing was written: the database has all of it already, {All}" : $"Done: {New}",
        .. New == default || Found == 0 ? (string[])[] : [string.Create(CultureInfo.InvariantCulture, $"{Found} samples were there before; with them {All}")],
    ]);
}
