using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Finds samples by identifiers, in the process that answers, each call from one snapshot of the database.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface IIdentifierQueries
{
    /// <summary>The samples that have identifiers, in the order asked.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: it would be too much.</exception>
    Task<IReadOnlyList<ResolvedIdentifier>> ResolveAsync(IdentifierQuery query, CancellationToken cancellation);
}

/// <summary>Asks for samples by identifiers.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Names">The identifiers.</param>
/// <param name="Parts">What is wanted of each sample; null for nothing.</param>
/// <param name="Workspaces">Only links to these workspaces; null for all.</param>
public sealed record IdentifierQuery(
    Requester Requester, IReadOnlyList<IdentifierName> Names, StateParts? Parts, IReadOnlySet<WorkspaceId>? Workspaces);

/// <summary>What an identifier stands for.</summary>
/// <param name="Name">The identifier.</param>
public sealed record ResolvedIdentifier(IdentifierName Name)
{
    /// <summary>The sample; null if there is none that the requester may read, and then the rest is nothing.</summary>
    public SampleId? Sample { get; init; }

    /// <summary>The node; null for the sample itself.</summary>
    public NodeId? Node { get; init; }

    /// <summary>The newest version.</summary>
    public int Version { get; init; }

    /// <summary>Whether the sample is withdrawn.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What is wanted of it.</summary>
    public SampleState? State { get; init; }

    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(ResolvedIdentifier);
}
