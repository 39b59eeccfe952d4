namespace SampleService.Server.Tests.Permissions;

/// <summary>Whether a method wants a token (docs/api/README.md).</summary>
internal enum TokenRule
{
    NotLookedAt,
    Optional,
    Required,
}
