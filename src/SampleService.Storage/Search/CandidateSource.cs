using System.Collections.Immutable;
using SampleService.Domain;
using SampleService.Search;

namespace SampleService.Storage;

/// <summary>Where candidates come from: one index.</summary>
public abstract record CandidateSource;

/// <summary>Samples of an owner.</summary>
public sealed record OwnedSource(UserName Owner) : CandidateSource;

/// <summary>Samples in whose ACLs one of these users or groups is.</summary>
public sealed record SharedSource(ImmutableArray<UserName> Names) : CandidateSource;

/// <summary>Public samples.</summary>
public sealed record PublicSource : CandidateSource;

/// <summary>All samples.</summary>
public sealed record AllSource : CandidateSource;

/// <summary>Withdrawn samples, of an owner or of all.</summary>
public sealed record WithdrawnSource(UserName? Owner) : CandidateSource;

/// <summary>Samples that were saved and have no postings of their newest version yet.</summary>
public sealed record QueueSource : CandidateSource;

/// <summary>Samples whose postings propose them.</summary>
public sealed record PostingSource(PostingQuery Query) : CandidateSource;

/// <summary>Samples of these ids.</summary>
public sealed record IdSource(ImmutableArray<SampleId> Ids) : CandidateSource;

/// <summary>Samples with an active identifier: of these values, or of all that begin so, letter case aside, or of any.</summary>
public sealed record IdentifierSource(string Namespace, ImmutableArray<string>? Values, string? Prefix) : CandidateSource;

/// <summary>Samples with active links from a workspace, an object or an object version.</summary>
public sealed record LinkSource(WorkspaceId Workspace, long? Object, long? Version) : CandidateSource;

/// <summary>Samples with an active relation of a type whose other end is a sample.</summary>
/// <param name="Type">The type.</param>
/// <param name="End">Which end the other sample is; null for either.</param>
/// <param name="Other">The other sample.</param>
public sealed record RelationSource(RelationType Type, RelationEnd? End, SampleId Other) : CandidateSource;
