namespace SampleService.Api;

/// <summary>From where a stand-alone deployment is administered.</summary>
/// <param name="RemoteAdministration">Whether callers on other machines may administer it too.</param>
public sealed record StandaloneAccess(bool RemoteAdministration);
