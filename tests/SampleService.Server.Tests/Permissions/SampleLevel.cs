namespace SampleService.Server.Tests.Permissions;

/// <summary>What a caller may do with a sample, each including the lower ones (docs/api/README.md).</summary>
internal enum SampleLevel
{
    None,
    Read,
    Write,
    Admin,
    Owner,
}
