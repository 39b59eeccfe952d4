namespace SampleService.Server.Tests.Permissions;

/// <summary>Whether a method wants a token (contract section 2.2).</summary>
internal enum TokenRule
{
    NotLookedAt,
    Optional,
    Required,
}
