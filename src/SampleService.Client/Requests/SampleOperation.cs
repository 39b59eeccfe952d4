using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>One of the operations of <see cref="ISampleService.ApplyAsync"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "op")]
[JsonDerivedType(typeof(CreateSampleOperation), "create_sample")]
[JsonDerivedType(typeof(UpdateSampleAclsOperation), "update_sample_acls")]
[JsonDerivedType(typeof(ReplaceSampleAclsOperation), "replace_sample_acls")]
[JsonDerivedType(typeof(CreateDataLinkOperation), "create_data_link")]
[JsonDerivedType(typeof(ExpireDataLinkOperation), "expire_data_link")]
[JsonDerivedType(typeof(EndLinkOperation), "end_link")]
[JsonDerivedType(typeof(OfferSampleOperation), "offer_sample")]
[JsonDerivedType(typeof(AcceptOfferOperation), "accept_offer")]
[JsonDerivedType(typeof(DeclineOfferOperation), "decline_offer")]
[JsonDerivedType(typeof(CancelOfferOperation), "cancel_offer")]
[JsonDerivedType(typeof(LeaveSampleOperation), "leave_sample")]
[JsonDerivedType(typeof(WithdrawSampleOperation), "withdraw_sample")]
[JsonDerivedType(typeof(RestoreSampleOperation), "restore_sample")]
[JsonDerivedType(typeof(AddRelationOperation), "add_relation")]
[JsonDerivedType(typeof(EndRelationOperation), "end_relation")]
[JsonDerivedType(typeof(AddIdentifierOperation), "add_identifier")]
[JsonDerivedType(typeof(RemoveIdentifierOperation), "remove_identifier")]
public abstract record SampleOperation;

/// <summary>An operation on a sample that is there, or that an earlier operation saves.</summary>
public abstract record ExistingSampleOperation : SampleOperation
{
    /// <summary>The sample.</summary>
    public required SampleName Id { get; init; }

    /// <summary>Only if the newest version is this one; null for no condition.</summary>
    public int? IfVersion { get; init; }

    /// <summary>Only if the ACLs are in this state; null for no condition.</summary>
    public long? IfAclVersion { get; init; }
}

/// <summary>Saves a new sample, or a new version of one.</summary>
public sealed record CreateSampleOperation : SampleOperation
{
    /// <summary>The sample.</summary>
    public required NewSample Sample { get; init; }

    /// <summary>Only if the newest version is this one; null for no condition.</summary>
    public int? PriorVersion { get; init; }

    /// <summary>The vocabulary that it is validated with, one that is <see cref="SampleService.Client.Vocabulary.Accepted"/>; null for the current one.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>Only if the ACLs are in this state; null for no condition.</summary>
    public long? IfAclVersion { get; init; }
}

/// <summary>Changes the ACLs of a sample for some users.</summary>
public sealed record UpdateSampleAclsOperation : ExistingSampleOperation
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

/// <summary>Replaces all ACLs of a sample.</summary>
public sealed record ReplaceSampleAclsOperation : ExistingSampleOperation
{
    /// <summary>The ACLs.</summary>
    public required NewSampleAcls Acls { get; init; }
}

/// <summary>Links a data unit to a node of a sample version.</summary>
public sealed record CreateDataLinkOperation : ExistingSampleOperation
{
    /// <summary>A version of a workspace object, <c>workspace/object/version</c>.</summary>
    public required string Upa { get; init; }

    /// <summary>A part of the object, at most 256 code points; null for the whole.</summary>
    [JsonPropertyName("dataid")]
    public string? DataId { get; init; }

    /// <summary>The version of the sample; null for the one that an earlier operation saves.</summary>
    public int? Version { get; init; }

    /// <summary>The node of that version.</summary>
    public required string Node { get; init; }

    /// <summary>Whether an active link of the data unit is replaced; else it is an error (code 60000).</summary>
    public bool Update { get; init; }

    /// <summary>Only if the active link of the data unit is this one, or with <c>none</c> if it has none; null for no condition.</summary>
    public string? IfLink { get; init; }
}

/// <summary>Ends the active link of a data unit.</summary>
public sealed record ExpireDataLinkOperation : SampleOperation
{
    /// <summary>A version of a workspace object, <c>workspace/object/version</c>.</summary>
    public required string Upa { get; init; }

    /// <summary>A part of the object; null for the whole.</summary>
    [JsonPropertyName("dataid")]
    public string? DataId { get; init; }

    /// <summary>Only if the active link of the data unit is this one; null for no condition.</summary>
    public string? IfLink { get; init; }
}
