using System.ComponentModel.DataAnnotations;

namespace SampleService.Storage;

/// <summary>How the search works in the background (configuration section <c>Search</c>).</summary>
public sealed class SearchOptions
{
    /// <summary>How many samples of a database from before are made findable in a second.</summary>
    [Range(1, 1_000_000, ErrorMessage = "1 to 1000000 are allowed")]
    public int BackfillRate { get; set; } = 500;
}
