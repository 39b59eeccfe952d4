using System.Collections.Frozen;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>A condition that needs only what is known of the sample beside its tree.</summary>
public abstract record HeaderCondition(string Path) : Condition(Path)
{
    /// <summary>What made it hold, as JSON; null if it does not hold.</summary>
    internal abstract ComparedValue? Compare(SampleFacts sample, EvaluationContext context);
}

/// <summary>The sample is one of these.</summary>
public sealed record IdCondition(string Path, FrozenSet<SampleId> In) : HeaderCondition(Path)
{
    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context) =>
        In.Contains(sample.Id) ? ComparedValue.OfText(sample.Id.ToString()) : null;
}

/// <summary>The name of the sample is such a text.</summary>
public sealed record NameCondition(string Path, ValueTest Test) : HeaderCondition(Path)
{
    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context) =>
        sample.Name is { } name && Test.Holds(name) ? ComparedValue.OfText(name) with { Comparison = Test.Compare(name) } : null;
}

/// <summary>Which of the users of a sample a condition is about.</summary>
public enum UserRole
{
    /// <summary>Who owns it.</summary>
    Owner,

    /// <summary>Who saved the newest version.</summary>
    SavedBy,
}

/// <summary>Owner, or who saved the newest version, is one of these.</summary>
public sealed record UserCondition(string Path, UserRole Role, FrozenSet<UserName> In) : HeaderCondition(Path)
{
    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context)
    {
        var user = Role == UserRole.Owner ? sample.Owner : sample.SavedBy;
        return In.Contains(user) ? ComparedValue.OfText(user.Value) : null;
    }
}

/// <summary>Which of the times of a sample a condition is about.</summary>
public enum TimeRole
{
    /// <summary>When its first version was saved.</summary>
    Created,

    /// <summary>When its newest version was saved.</summary>
    Saved,
}

/// <summary>The time is within bounds, both included; null for none.</summary>
public sealed record TimeCondition(string Path, TimeRole Role, Timestamp? From, Timestamp? To) : HeaderCondition(Path)
{
    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context)
    {
        var time = Role == TimeRole.Created ? sample.Created : sample.Saved;
        return (From is { } from && time.CompareTo(from) < 0) || (To is { } to && time.CompareTo(to) > 0)
            ? null
            : new ComparedValue(time.ToString());
    }
}

/// <summary>The newest version was validated with one of these vocabularies.</summary>
public sealed record VocabularyCondition(string Path, FrozenSet<string> In) : HeaderCondition(Path)
{
    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context) =>
        sample.Vocabulary is { } vocabulary && In.Contains(vocabulary) ? ComparedValue.OfText(vocabulary) : null;
}
