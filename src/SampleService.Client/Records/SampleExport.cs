using System.Text.Json;

namespace SampleService.Client;

/// <summary>Samples as linked data.</summary>
public sealed record SampleExport
{
    /// <summary>What the document is.</summary>
    public required string MediaType { get; init; }

    /// <summary>The document (docs/exporting.md).</summary>
    public required JsonElement Document { get; init; }

    /// <summary>The cursor of the next document; null: that was all.</summary>
    public required string? Next { get; init; }
}
