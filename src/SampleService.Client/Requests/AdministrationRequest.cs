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

/// <summary>Parameters of a write that can be sent again.</summary>
public abstract record NamedRequest : ActingRequest
{
    /// <summary>
    /// A name for this one intended write, at most 128 code points, such as a random UUID; null for none. Sent again with the same
    /// parameters, after a time-out or a lost connection, it does nothing and gives the answer that was given.
    /// </summary>
    public string? RequestId { get; init; }
}
