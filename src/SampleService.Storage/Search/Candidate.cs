using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage;

/// <summary>Who asks, and what is read of candidates.</summary>
/// <param name="Requester">Who asks.</param>
public sealed record CandidateView(Requester Requester)
{
    /// <summary>Whether the trees are read.</summary>
    public bool WithTree { get; init; }

    /// <summary>Bytes of trees that are read together, in the order asked; the first that would be too much and those after it are left out, but never the first of all.</summary>
    public int MaxTreeBytes { get; init; } = int.MaxValue;

    /// <summary>
    /// So many links, and so many relations, are read together, in the order asked; the first candidate whose ones would be too many and those after it
    /// are left out, but never the first of all.
    /// </summary>
    public int MaxEntries { get; init; } = int.MaxValue;

    /// <summary>Whether the object versions are read from which active links lead to the sample.</summary>
    public bool WithLinks { get; init; }

    /// <summary>Whether active identifiers are read.</summary>
    public bool WithIdentifiers { get; init; }

    /// <summary>Whether active relations are read whose other end the requester can read.</summary>
    public bool WithRelations { get; init; }

    /// <summary>Whether the ACLs are read.</summary>
    public bool WithAcls { get; init; }

    /// <summary>Whether the withdrawn samples are read, and none other: those of the requester, or all in administration mode.</summary>
    public bool Withdrawn { get; init; }
}

/// <summary>A sample that may be read, in its newest version.</summary>
/// <param name="Ordinal">Its place in the order of creation.</param>
/// <param name="Version">The newest version.</param>
/// <param name="Facts">What is known beside the tree; what was not asked for is empty.</param>
/// <param name="Level">The level of the requester by the rights, administration mode aside.</param>
/// <param name="PublicRead">Whether everybody may read it.</param>
/// <param name="AclVersion">The version of its rights.</param>
/// <param name="Nodes">How many nodes there are.</param>
public sealed record Candidate(
    long Ordinal, int Version, SampleFacts Facts, AccessLevel Level, bool PublicRead, long AclVersion, int Nodes)
{
    /// <summary>Whether the requester or one of the groups is in its ACLs; the owner is not.</summary>
    public bool IsListed { get; init; }

    /// <summary>The nodes as they are stored; empty if they were not asked for.</summary>
    public ReadOnlyMemory<byte> Tree { get; init; }

    /// <summary>Whether its tree, links or relations were left out because of those before it.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>How many links and relations were read of it, those that are not shown included.</summary>
    public int Entries { get; init; }

    /// <summary>The ACLs; null if they were not asked for.</summary>
    public SampleAcls? Acls { get; init; }

    /// <summary>How it was withdrawn; null if it is not.</summary>
    public Withdrawal? Withdrawal { get; init; }
}
