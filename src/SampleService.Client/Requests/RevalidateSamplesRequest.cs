using System.Text.Json;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.RevalidateSamplesAsync"/>. What is null is as the service has it by itself.</summary>
public sealed record RevalidateSamplesRequest : AdministrationRequest
{
    /// <summary>The vocabulary; by itself the current one.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>The samples, 1 to 1000; or scope and filter say which.</summary>
    public IReadOnlyList<SampleChoice>? Samples { get; init; }

    /// <summary>Among which samples; by itself among those of the caller.</summary>
    public FindScope? Scope { get; init; }

    /// <summary>What holds for the samples, as <see cref="FindSamplesRequest.Filter"/> has it; null for everything.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>Another vocabulary: only what differs between the two is told.</summary>
    public string? CompareWith { get; init; }

    /// <summary>How many samples a page has at most: 1 to 500.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="Revalidation.Next"/> of the page before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}
