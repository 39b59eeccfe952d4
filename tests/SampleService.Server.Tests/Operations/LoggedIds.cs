namespace SampleService.Server.Tests.Operations;

/// <summary>Ids that callers choose, for tests of what the log has in it.</summary>
internal static class LoggedIds
{
    /// <summary>A data id: Orleans names grains by their keys in its log.</summary>
    public const string Data = "data";

    /// <summary>A node that there is not.</summary>
    public const string Node = "nowhere";
}
