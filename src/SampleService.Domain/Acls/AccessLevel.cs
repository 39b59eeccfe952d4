namespace SampleService.Domain;

/// <summary>What somebody may do with a sample; each level includes the lower ones.</summary>
[GenerateSerializer, Alias("sample-service.value.access-level")]
public enum AccessLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>See the sample and its ACLs.</summary>
    Read,

    /// <summary>Save new versions.</summary>
    Write,

    /// <summary>Change ACLs and link data.</summary>
    Admin,

    /// <summary>The owner; no method changes who that is.</summary>
    Owner,
}
