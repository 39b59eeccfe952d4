namespace SampleService.Grains;

/// <summary>What one find may take.</summary>
/// <param name="MaxExamined">Candidates that a call looks at; a tree that has to be read counts once for each <see cref="BytesPerCandidate"/>, one whose links or relations have to be read once for each of these.</param>
/// <param name="MaxPageBytes">Bytes of the trees on a page; one is there at least.</param>
/// <param name="MaxRunning">Finds that run at a time.</param>
/// <param name="MaxGathered">Entries of an index that may be gathered.</param>
/// <param name="MaxCounted">Entries that may be counted to choose what gives the candidates.</param>
public sealed record FindLimits(int MaxExamined, long MaxPageBytes, int MaxRunning, int MaxGathered, int MaxCounted)
{
    /// <summary>Bytes of a tree that count as one candidate.</summary>
    public const int BytesPerCandidate = 4096;

    /// <summary>Bytes of trees that are read at a time.</summary>
    internal const int MaxChunkBytes = 4 * 1024 * 1024;

    /// <summary>What a server has.</summary>
    public static FindLimits Default { get; } = new(10_000, 16_000_000, Math.Max(4, 2 * Environment.ProcessorCount), 10_000, 20_000);
}
