using System.Text.Json;
using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.ExportSamplesAsync"/>. What is null is as the service has it by itself.</summary>
public sealed record ExportSamplesRequest : AdministrationRequest
{
    /// <summary>The samples, 1 to 1000; or filter and scope say which.</summary>
    public IReadOnlyList<SampleChoice>? Samples { get; init; }

    /// <summary>What holds for the samples, as <see cref="FindSamplesRequest.Filter"/> has it; null for everything.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>Among which samples; by itself among all that the caller may read.</summary>
    public FindScope? Scope { get; init; }

    /// <summary>The form of the document; by itself JSON-LD.</summary>
    public ExportFormat? Format { get; init; }

    /// <summary>What is told of each sample beside its content and its identifiers.</summary>
    public IReadOnlyList<ExportInclude>? Include { get; init; }

    /// <summary>How many samples a document has at most: 1 to 1000.</summary>
    public int? Limit { get; init; }

    /// <summary><see cref="SampleExport.Next"/> of the document before, with all else as it was.</summary>
    public string? Cursor { get; init; }
}

/// <summary>A form in which samples are exported.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExportFormat>))]
public enum ExportFormat
{
    /// <summary>JSON-LD.</summary>
    [JsonStringEnumMemberName("json-ld")]
    JsonLd,

    /// <summary>The metadata document of a detached RO-Crate 1.2.</summary>
    [JsonStringEnumMemberName("ro-crate")]
    RoCrate,
}

/// <summary>What can be told of an exported sample besides.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExportInclude>))]
public enum ExportInclude
{
    /// <summary>The active links of the version.</summary>
    [JsonStringEnumMemberName("links")]
    Links,

    /// <summary>The relations of the sample.</summary>
    [JsonStringEnumMemberName("relations")]
    Relations,
}
