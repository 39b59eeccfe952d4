using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>The operations that a call asks for.</summary>
/// <param name="Items">The operations.</param>
/// <param name="WriteAnswer">Makes the answer, as JSON text in ASCII.</param>
internal sealed record OperationRequest((OperationKind Kind, JsonValue Value)[] Items, Func<OperationOutcome, ReadOnlyMemory<byte>> WriteAnswer)
{
    /// <summary>Whether all of them are done or none.</summary>
    public bool IsAtomic { get; init; } = true;

    /// <summary>Whether nothing is stored.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The name that the caller has given to the call; null for none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether there is one operation, called by its own method: members that are not known were refused there.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The samples that the operations name, as far as they can be read; for the log.</summary>
    public IEnumerable<SampleId> NamedSamples()
    {
        foreach (var (_, value) in Items)
            foreach (var id in new[] { Params.Id.In(value), SampleSchemas.Id.In(SampleDescriptors.Sample.In(value)), Params.Id.In(RelationDescriptors.From.In(value)) })
                if (Arguments.ParseUuid(id) is { } sample)
                    yield return new SampleId(sample);
    }

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(OperationRequest);
}
