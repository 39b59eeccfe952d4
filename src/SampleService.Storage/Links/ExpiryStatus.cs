namespace SampleService.Storage;

/// <summary>What can become of a wish to end a link; the first that applies.</summary>
public enum ExpiryStatus
{
    /// <summary>Ended, now or before by the same write id.</summary>
    Expired,

    /// <summary>It was not active any more, or never was there.</summary>
    NotActive,

    /// <summary>The ACLs of the linked sample are not those the caller saw: decide again.</summary>
    AclsChanged,
}
