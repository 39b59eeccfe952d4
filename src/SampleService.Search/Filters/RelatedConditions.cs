using System.Collections.Frozen;
using System.Globalization;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>The sample has an active identifier of the namespace, in kept form.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="In">The values, one of which it is; null for any.</param>
/// <param name="Prefix">How it begins, letter case aside; null for any.</param>
public sealed record IdentifierCondition(string Path, string Namespace, FrozenSet<string>? In, string? Prefix) : HeaderCondition(Path)
{
    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context)
    {
        foreach (var identifier in sample.Identifiers)
            if (identifier.Namespace == Namespace
                && (In is null || In.Contains(identifier.Value))
                && (Prefix is null || FoldedText.Of(identifier.Value).StartsWith(Prefix, StringComparison.Ordinal)))
                return ComparedValue.OfText($"{identifier.Namespace}:{identifier.Value}");
        return null;
    }
}

/// <summary>Whether an active link leads to any version of the sample from a workspace that the caller can read.</summary>
public sealed record LinkExistsCondition(string Path, bool Exists) : HeaderCondition(Path)
{
    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context)
    {
        foreach (var link in sample.Links)
            if (context.CanRead(link.Workspace))
                return Exists ? ComparedValue.OfText(link.ToString()) : null;
        return Exists ? null : new ComparedValue("null");
    }
}

/// <summary>An active link leads to any version of the sample from this workspace, object or object version. That the caller can read the
/// workspace is checked before.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="Object">The object in it; null for any.</param>
/// <param name="Version">The version of the object; null for any.</param>
public sealed record LinkCondition(string Path, WorkspaceId Workspace, long? Object, long? Version) : HeaderCondition(Path)
{
    /// <summary>What a refusal names: the whole workspace, or the version of an object.</summary>
    public string Target => Object is { } number && Version is { } version
        ? $"upa {new Upa(Workspace, number, version)}"
        : string.Create(CultureInfo.InvariantCulture, $"workspace {Workspace.Value}");

    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context)
    {
        foreach (var link in sample.Links)
            if (link.Workspace == Workspace && (Object is null || link.Object == Object) && (Version is null || link.Version == Version))
                return ComparedValue.OfText(link.ToString());
        return null;
    }
}

/// <summary>Which end of a relation another sample is.</summary>
public enum RelationEnd
{
    /// <summary>The relation leads to the other sample.</summary>
    To,

    /// <summary>The relation comes from the other sample.</summary>
    From,
}

/// <summary>The sample has an active relation of the type whose other end the caller can read.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Type">The type.</param>
/// <param name="End">Which end the other sample is; does not count for symmetric types; null for either.</param>
/// <param name="Other">The other sample; null for any.</param>
public sealed record RelationCondition(string Path, RelationType Type, RelationEnd? End, SampleId? Other) : HeaderCondition(Path)
{
    internal override ComparedValue? Compare(SampleFacts sample, EvaluationContext context)
    {
        foreach (var relation in sample.Relations)
            if (relation.Type == Type
                && (End is null || relation.OtherEnd == End || Type.IsSymmetric())
                && (Other is null || relation.Other == Other))
                return ComparedValue.OfText(relation.Other.ToString());
        return null;
    }
}
