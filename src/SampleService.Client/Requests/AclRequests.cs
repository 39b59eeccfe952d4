using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Parameters of <see cref="ISampleService.GetSampleAclsAsync"/>.</summary>
public sealed record GetSampleAclsRequest : AdministrationRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }
}

/// <summary>
/// A change of ACLs for the users that it names, who are taken out of the lists that do not name them; others keep what they have.
/// </summary>
public abstract record AclChangeRequest : AdministrationRequest
{
    /// <summary>Users who may read, write and change the ACLs; null for nobody new.</summary>
    public IReadOnlyList<string>? Admin { get; init; }

    /// <summary>Users who may read and save versions; null for nobody new.</summary>
    public IReadOnlyList<string>? Write { get; init; }

    /// <summary>Users who may read; null for nobody new.</summary>
    public IReadOnlyList<string>? Read { get; init; }

    /// <summary>Users who lose what they have; null for nobody.</summary>
    public IReadOnlyList<string>? Remove { get; init; }

    /// <summary>Whether everybody may read from now on; null for no change.</summary>
    [JsonConverter(typeof(PublicReadChangeConverter))]
    public bool? PublicRead { get; init; }

    /// <summary>Whether nobody is given less than they have.</summary>
    public bool AtLeast { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.UpdateSampleAclsAsync"/>.</summary>
public sealed record UpdateSampleAclsRequest : AclChangeRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.UpdateSamplesAclsAsync"/>.</summary>
public sealed record UpdateSamplesAclsRequest : AclChangeRequest
{
    /// <summary>The samples.</summary>
    public required IReadOnlyList<Guid> Ids { get; init; }
}

/// <summary>Parameters of <see cref="ISampleService.ReplaceSampleAclsAsync"/>.</summary>
public sealed record ReplaceSampleAclsRequest : AdministrationRequest
{
    /// <summary>The sample.</summary>
    public required Guid Id { get; init; }

    /// <summary>All its ACLs but the owner.</summary>
    public required NewSampleAcls Acls { get; init; }
}
