namespace SampleService.Client;

/// <summary>Parameters of a method that administrators can call with their rights.</summary>
public abstract record AdministrationRequest
{
    /// <summary>Whether to use administration rights: ACLs and permissions are not looked at then. Every use is logged.</summary>
    public bool AsAdmin { get; init; }
}

/// <summary>Parameters of a method that administrators can call in the place of a user.</summary>
public abstract record ActingRequest : AdministrationRequest
{
    /// <summary>
    /// The user for whom an administrator acts, and who is recorded; null for the administrator. Counts with
    /// <see cref="AdministrationRequest.AsAdmin"/> only, and on the Unix socket, where it has to be there.
    /// </summary>
    public string? AsUser { get; init; }
}
