namespace SampleService.Server.Tests.Support;

/// <summary>Bounds on waits, so that a fault shows as a failure and not as a test run without end.</summary>
internal static class Patience
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    /// <summary>Ends waits that should have been over long ago.</summary>
    public static CancellationToken Token() => new CancellationTokenSource(Long).Token;
}
