using System.Collections.Frozen;
using SampleService.Domain;

namespace SampleService.Search;

/// <summary>What has to be known to evaluate a filter beside the samples; looked up before the first of them.</summary>
public sealed record EvaluationContext
{
    /// <summary>For filters without terms, links and units that a vocabulary names.</summary>
    public static EvaluationContext Empty { get; } = new();

    /// <summary>The terms of the filter (<see cref="TermDemand.Resolve(Filter, ITermSource)"/>).</summary>
    public IReadOnlyDictionary<TermDemand, TermSet> Terms { get; init; } = FrozenDictionary<TermDemand, TermSet>.Empty;

    /// <summary>What the vocabulary says of units.</summary>
    public IUnitMembers UnitMembers { get; init; } = new NoUnitMembers();

    /// <summary>The workspaces that the caller can read; null for all, as in administration mode.</summary>
    public IReadOnlySet<WorkspaceId>? ReadableWorkspaces { get; init; } = FrozenSet<WorkspaceId>.Empty;

    internal bool CanRead(WorkspaceId workspace) => ReadableWorkspaces?.Contains(workspace) ?? true;

    private sealed class NoUnitMembers : IUnitMembers
    {
        public string? Find(string key) => null;
    }
}
