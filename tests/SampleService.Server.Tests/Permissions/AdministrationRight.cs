namespace SampleService.Server.Tests.Permissions;

/// <summary>What an account may do in administration mode (contract section 2.3).</summary>
internal enum AdministrationRight
{
    None,
    Read,
    Full,
}
