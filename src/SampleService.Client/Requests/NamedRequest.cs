namespace SampleService.Client;

/// <summary>Parameters of a write that can be given a name.</summary>
public abstract record NamedRequest : ActingRequest
{
    /// <summary>
    /// A name for this one intended write, at most 128 code points, such as a random UUID; null for none. Sent again with all else as it was,
    /// after a time-out or a lost connection, it does nothing and gives the answer that was given.
    /// </summary>
    public string? RequestId { get; init; }
}
