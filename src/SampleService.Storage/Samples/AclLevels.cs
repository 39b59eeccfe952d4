namespace SampleService.Storage;

/// <summary>How the table names the levels of rights.</summary>
internal static class AclLevels
{
    public const string Admin = "admin";

    public const string Write = "write";

    public const string Read = "read";
}
