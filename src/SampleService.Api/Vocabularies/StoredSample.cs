using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>A version of a sample that is to be validated once more.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Json">Its document, or where there is none in memory its tree alone.</param>
internal sealed record StoredSample(SampleId Id, ReadOnlyMemory<byte> Json)
{
    /// <summary>The version; null if only the document has it.</summary>
    public SampleVersion? Version { get; init; }

    /// <summary>The vocabulary that it was validated with when it was saved; null if that is not known.</summary>
    public VocabularyId? Vocabulary { get; init; }

    public static StoredSample Of(FoundMatch found) => new(found.Facts.Id, found.Document!.Utf8)
    {
        Vocabulary = found.Facts.Vocabulary is { } used ? new VocabularyId(used) : null,
    };

    public static StoredSample Of(SampleId id, DocumentOrVersion read) => read.Document is { } document
        ? new StoredSample(id, document.Utf8)
        : new StoredSample(id, read.Version!.NodeTree) { Version = read.Version };
}

/// <summary>Its JSON, parsed. Lives until it is validated.</summary>
internal sealed class ParsedSample : IDisposable
{
    private readonly StoredSample _stored;
    private readonly JsonText _text;

    /// <param name="stored">The sample.</param>
    /// <param name="budget">What the memory for it is counted against; null for no bound.</param>
    public ParsedSample(StoredSample stored, IByteBudget? budget)
    {
        _stored = stored;
        _text = JsonText.Parse(stored.Json, budget: budget);
    }

    public string? Name => _stored.Version is { } version ? version.Name : SampleSchemas.Name.In(_text.Root).AsString();

    public int Version => _stored.Version is { } version ? version.Id.Version
        : Params.Version.In(_text.Root).TryGetInt64(out var number) ? (int)number
        : throw new InvalidOperationException("A document has no version.");

    /// <summary>Its nodes, as they are stored.</summary>
    public IEnumerable<JsonValue> Nodes
    {
        get
        {
            var nodes = new List<JsonValue>();
            foreach (var node in (_stored.Version is null ? SampleSchemas.NodeTree.In(_text.Root) : _text.Root).Items)
                nodes.Add(node);
            return nodes;
        }
    }

    public void Dispose() => _text.Dispose();
}
