namespace SampleService.Server.Tests.Permissions;

/// <summary>What an account may do in administration mode (docs/api/README.md).</summary>
internal enum AdministrationRight
{
    None,
    Read,
    Full,
}
