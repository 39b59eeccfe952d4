namespace SampleService.Server.Tests.Permissions;

/// <summary>A caller's own permission in a workspace.</summary>
internal enum DataRight
{
    None,
    Read,
    Write,
    Admin,
}
