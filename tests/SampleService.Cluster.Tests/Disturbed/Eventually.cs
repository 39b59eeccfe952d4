using System.Diagnostics;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>Waits for what has to come about, and no longer than that can take.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public static Task IsTrueAsync(Func<bool> condition, string what) => IsTrueAsync(() => Task.FromResult(condition()), what);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, string what)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(PollInterval))
            Assert.True(clock.Elapsed < Patience, $"not within {Patience}: {what}");
    }
}
