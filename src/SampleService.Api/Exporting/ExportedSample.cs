using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>A version of a sample that is exported, with what the caller may see around it.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Document">The version as callers see it.</param>
internal sealed record ExportedSample(SampleId Id, ReadOnlyMemory<byte> Document)
{
    /// <summary>The identifiers of the sample and of its nodes.</summary>
    public IReadOnlyList<SampleIdentifier> Identifiers { get; init; } = [];

    /// <summary>The active links of the version.</summary>
    public IReadOnlyList<DataLink> Links { get; init; } = [];

    /// <summary>The relations of the sample.</summary>
    public IReadOnlyList<VisibleRelation> Relations { get; init; } = [];

    /// <summary>A version that was read, without anything around it.</summary>
    public static ExportedSample Of(SampleId id, DocumentOrVersion read)
    {
        if (read.Document is { } document)
            return new ExportedSample(id, document.Utf8);
        using var output = new JsonOutput();
        SampleDocument.Write(output, read.Version!);
        return new ExportedSample(id, output.ToArray());
    }

    /// <summary>The number of the version.</summary>
    public static int VersionIn(JsonValue document) => Params.Version.In(document).TryGetInt64(out var number)
        ? (int)number
        : throw new InvalidOperationException("A document has no version.");

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(ExportedSample);
}
