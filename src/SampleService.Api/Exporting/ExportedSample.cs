using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>A version of a sample that is exported, with what the caller may see around it.</summary>
/// <param name="Id">The sample and the version.</param>
/// <param name="Document">The version as callers see it.</param>
internal sealed record ExportedSample(SampleVersionId Id, ReadOnlyMemory<byte> Document)
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
        if (read.Version is { } version)
        {
            using var output = new JsonOutput();
            SampleDocument.Write(output, version);
            return new ExportedSample(version.Id, output.ToArray());
        }

        using var document = JsonText.Parse(read.Document!.Utf8);
        return Params.Version.In(document.Root).TryGetInt64(out var number)
            ? new ExportedSample(new SampleVersionId(id, (int)number), read.Document.Utf8)
            : throw new InvalidOperationException("A document has no version.");
    }

    /// <summary>The sample.</summary>
    public SampleId Sample => Id.Sample;

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(ExportedSample);
}
