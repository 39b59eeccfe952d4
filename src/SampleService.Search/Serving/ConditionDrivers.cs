namespace SampleService.Search;

/// <summary>The index that serves each condition.</summary>
internal static class ConditionDrivers
{
    /// <summary>The driver; null for a condition that is verified only.</summary>
    public static ConditionDriver? Of(Condition condition) => condition switch
    {
        UserCondition { Role: UserRole.Owner } or TimeCondition { Role: TimeRole.Created } =>
            new(condition, CandidateIndex.Samples, CandidateOrder.Created),
        TimeCondition => new(condition, CandidateIndex.Numbers, CandidateOrder.Saved),
        NameCondition name => OfTest(condition, name.Test),
        NodeIdCondition id => OfTest(condition, id.Test),
        MetadataCondition { IsPrefix: false } metadata => OfTest(condition, metadata.Test),
        TextCondition or VocabularyCondition => new(condition, CandidateIndex.Words, CandidateOrder.CreatedOrGathered),
        IdCondition or IdentifierCondition or LinkCondition or RelationCondition { Other: not null } =>
            new(condition, CandidateIndex.Tables, CandidateOrder.Gathered),
        _ => null,
    };

    private static ConditionDriver OfTest(Condition condition, ValueTest? test) => test switch
    {
        EqualsTest { HasBooleans: false, Texts.Count: 0 } => new(condition, CandidateIndex.Numbers, CandidateOrder.Created),
        EqualsTest { HasBooleans: false } or TermTest => new(condition, CandidateIndex.Texts, CandidateOrder.Created),
        PrefixTest or TextRangeTest => new(condition, CandidateIndex.Texts, CandidateOrder.Gathered),
        NumberRangeTest or QuantityTest => new(condition, CandidateIndex.Numbers, CandidateOrder.Gathered),
        // Words; and booleans, which are in no index, but the word of their key is.
        _ => new(condition, CandidateIndex.Words, CandidateOrder.CreatedOrGathered),
    };
}
