using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Permissions;

/// <summary>Who calls.</summary>
/// <param name="Name">The account; of callers without one, what they are.</param>
/// <param name="Client">Calls with the caller's token, or none.</param>
/// <param name="Level">What the account was given in every sample, or that it owns the sample.</param>
/// <param name="Administration">Its right to administrate the service.</param>
internal sealed record Caller(string Name, RpcClient Client, SampleLevel Level, AdministrationRight Administration)
{
    public bool SendsToken { get; init; } = true;

    public bool IsKnown { get; init; } = true;

    /// <summary>How messages call it.</summary>
    public string Title => IsKnown ? $"User {Name}" : "Anonymous users";
}
