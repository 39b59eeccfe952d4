namespace SampleService.Actors.Tests;

/// <summary>Waits for what another thread is about to do and tells nobody. The bound only turns a hang into a failure.</summary>
internal static class Eventually
{
    internal static async Task Holds(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 5_000_000, "It never came to hold.");
            await Task.Yield();
        }
    }
}
