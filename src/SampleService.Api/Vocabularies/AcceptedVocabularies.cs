using System.Collections.Frozen;
using SampleService.Domain;

namespace SampleService.Api;

/// <summary>The vocabularies that callers may name for what they save, beside the one that the process runs with.</summary>
/// <param name="ids">Their ids.</param>
public sealed class AcceptedVocabularies(IEnumerable<VocabularyId> ids)
{
    /// <summary>None but that one.</summary>
    public static AcceptedVocabularies None { get; } = new([]);

    /// <summary>The others, in no order.</summary>
    public FrozenSet<VocabularyId> Others { get; } = ids.ToFrozenSet();
}
