namespace SampleService.Server.Tests.Hostile;

/// <summary>What the caller does when it has sent its bytes.</summary>
internal enum Ending
{
    /// <summary>It waits for the answer.</summary>
    Wait,

    /// <summary>It closes its side of the connection and waits for what comes.</summary>
    HalfClose,

    /// <summary>It breaks the connection off and is gone.</summary>
    Reset,
}
