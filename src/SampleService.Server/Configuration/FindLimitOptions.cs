using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>What one call may look at and give (configuration section <c>Limits</c>).</summary>
public sealed class FindLimitOptions
{
    /// <summary>Candidates that a call looks at; a tree that has to be read counts once for each 4 KB of it, begun.</summary>
    [Range(1, 1_000_000)]
    public int ExaminedPerCall { get; set; } = 10_000;

    /// <summary>Bytes of the samples on a page; one is there at least.</summary>
    [Range(1, 500_000_000)]
    public int PageBytes { get; set; } = 16_000_000;
}
