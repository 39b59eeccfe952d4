namespace SampleService.Domain;

/// <summary>A reason why somebody may do something with a sample. Not all of them make <see cref="SampleAcls.LevelOf(UserName?)"/> higher.</summary>
/// <param name="Via">What it is.</param>
/// <param name="Level">The level that it gives.</param>
/// <param name="Since">Since when; null where that is not recorded.</param>
/// <param name="GrantedBy">Who made it so; null where that is not recorded or nobody did.</param>
public sealed record AccessReason(AccessVia Via, AccessLevel Level, Timestamp? Since, UserName? GrantedBy)
{
    /// <summary>The group, as entries of ACLs name it; null for other reasons.</summary>
    public UserName? Group { get; init; }

    /// <summary>The object version through which the sample can be read; null for other reasons, and for who may not be told.</summary>
    public Upa? Upa { get; init; }
}

/// <summary>The kinds of reasons, the strongest first.</summary>
public enum AccessVia
{
    /// <summary>Owns the sample.</summary>
    Owner,

    /// <summary>Has an entry of their own in the ACLs.</summary>
    Entry,

    /// <summary>Is a member of a group that has an entry.</summary>
    Group,

    /// <summary>The sample is public.</summary>
    Public,

    /// <summary>Can read data that is or was linked to the sample.</summary>
    DataLink,

    /// <summary>May act as administrator of the service.</summary>
    Administrator,
}
