namespace SampleService.Server;

/// <summary>When a record was made, where, and how grave it is.</summary>
/// <param name="Time">The moment, in UTC.</param>
/// <param name="Level">How grave.</param>
/// <param name="Category">Which part of the program says so.</param>
/// <param name="Event">The stable number of what happened.</param>
internal readonly record struct LogHeading(DateTime Time, LogLevel Level, string Category, int Event)
{
    private const int TimeLength = 23;

    /// <summary>Writes the moment as <c>2026-01-31T12:00:00.000Z</c>; gives its length.</summary>
    public int WriteTime(Span<byte> target)
    {
        // This format has seven digits behind the point, and is made much faster than others.
        Time.TryFormat(target, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
        target[TimeLength] = (byte)'Z';
        return TimeLength + 1;
    }
}
