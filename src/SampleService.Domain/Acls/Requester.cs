namespace SampleService.Domain;

/// <summary>Who asks for something to be done with a sample, and whether the usual rights apply.</summary>
/// <param name="User">The caller; null for an anonymous one.</param>
/// <param name="IsAdministrator">Whether the call is made in administration mode, in which ACLs are not looked at.</param>
[GenerateSerializer, Immutable, Alias("sample-service.value.requester")]
public readonly record struct Requester([property: Id(0)] UserName? User, [property: Id(1)] bool IsAdministrator)
{
    /// <summary>How messages call the requester.</summary>
    public string Title => TitleOf(User);

    /// <summary>How messages call a user; null is an anonymous one.</summary>
    public static string TitleOf(UserName? user) => user is { } name ? $"User {name}" : "Anonymous users";
}
