namespace SampleService.Server.Tests.Operations;

/// <summary>Ids that callers choose, for tests of what the log has in it.</summary>
internal static class LoggedIds
{
    /// <summary>A data id; it is not in the log either.</summary>
    public const string Data = "SECRET-METADATA";

    /// <summary>A node that there is not.</summary>
    public const string Node = "SECRET-METADATA";
}
