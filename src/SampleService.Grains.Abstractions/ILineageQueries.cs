using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Follows relations between samples, in the process that answers, each call from one snapshot of the database.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface ILineageQueries
{
    /// <summary>What samples come from, and what comes from them.</summary>
    /// <exception cref="ServiceException">One of them does not exist, or may not be read.</exception>
    Task<Lineage> FindAsync(LineageQuery query, CancellationToken cancellation);
}

/// <summary>Asks for what samples come from, or what comes from them.</summary>
/// <param name="Requester">Who asks.</param>
/// <param name="Samples">The samples.</param>
/// <param name="Direction">Where to go.</param>
/// <param name="Types">Along which relations.</param>
/// <param name="Depth">How many steps at most.</param>
/// <param name="At">The moment; null for the present.</param>
/// <param name="Limit">How many samples at most.</param>
public sealed record LineageQuery(
    Requester Requester, IReadOnlyList<SampleId> Samples, LineageDirection Direction, IReadOnlySet<RelationType> Types, int Depth, Timestamp? At, int Limit);

/// <summary>Where to go from a sample.</summary>
[Flags]
public enum LineageDirection
{
    /// <summary>To what it comes from.</summary>
    Ancestors = 1,

    /// <summary>To what comes from it.</summary>
    Descendants = 2,

    /// <summary>To either, each by itself.</summary>
    Both = Ancestors | Descendants,
}

/// <summary>Samples and the relations among them.</summary>
/// <param name="At">The moment that was used.</param>
/// <param name="IsSettled">Whether the answer stays the same for ever.</param>
/// <param name="Nodes">The samples, by their distance, then by id.</param>
/// <param name="Edges">The relations, by the time they were made, then by id.</param>
/// <param name="Hidden">How many relations of these samples lead to samples that the requester may not read.</param>
/// <param name="IsComplete">Whether neither depth nor limit has left any out.</param>
public sealed record Lineage(
    Timestamp At, bool IsSettled, IReadOnlyList<LineageNode> Nodes, IReadOnlyList<Relation> Edges, int Hidden, bool IsComplete);

/// <summary>A sample of a lineage.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Depth">How many steps it is away.</param>
/// <param name="Name">Its name then; null for none.</param>
/// <param name="Owner">Its present owner.</param>
/// <param name="IsWithdrawn">Whether it is withdrawn now.</param>
public sealed record LineageNode(SampleId Id, int Depth, string? Name, UserName Owner, bool IsWithdrawn)
{
    /// <summary>The name alone, to keep contents out of logs.</summary>
    public override string ToString() => nameof(LineageNode);
}
