namespace SampleService.Client;

/// <summary>Tries to reach the service until it is there or patience is over, each time after a longer pause.</summary>
/// <param name="patience">How long.</param>
/// <param name="clock">Measures it.</param>
internal sealed class Reaching(TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>The outcome of the first attempt that does not end with an <see cref="ServiceUnreachableException"/>.</summary>
    /// <exception cref="ServiceUnreachableException">That of the last attempt.</exception>
    public async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                return await attempt(cancellationToken).ConfigureAwait(false);
            }
            catch (ServiceUnreachableException) when (clock.GetElapsedTime(begun) + pause < patience)
            {
                // Callers that lost the service together do not come back together.
                await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
