namespace SampleService.Domain;

/// <summary>What users are in groups.</summary>
[Flags]
public enum GroupRoles
{
    /// <summary>Nothing is asked for.</summary>
    None = 0,

    /// <summary>Has the rights that are given to the group.</summary>
    Member = 1,

    /// <summary>May change the members.</summary>
    Manager = 2,

    /// <summary>May change everything.</summary>
    Owner = 4,

    /// <summary>One of them.</summary>
    Any = Member | Manager | Owner,
}
