using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Import;

/// <summary>Times of the old service: milliseconds since 1970, or seconds in documents that are older than March 2021.</summary>
internal static class ImportedTime
{
    /// <summary>What is below counts as seconds: negative and zero times too.</summary>
    private const double MinMilliseconds = 1e12;

    /// <summary>The largest integer that a double holds exactly; stands for a time that never comes.</summary>
    private const double Never = 9007199254740991;

    /// <summary>The same in a document whose seconds are milliseconds by now in part.</summary>
    private const double NeverInSeconds = 9007199254740.991;

    private const double MaxMilliseconds = long.MaxValue / 2;

    /// <summary>A time in milliseconds or seconds; null if it is none.</summary>
    public static Timestamp? Read(JsonValue value) => NumberOf(value) is not { } number ? null
        : IsSeconds(number) ? FromSeconds(number)
        : value.TryGetInt64(out var exact) ? new Timestamp(exact)
        : Round(number);

    /// <summary>A time that is in seconds always; null if it is none.</summary>
    public static Timestamp? ReadSeconds(JsonValue value) => NumberOf(value) is { } number ? FromSeconds(number) : null;

    /// <summary>Whether it stands for a time that never comes.</summary>
    public static bool IsNever(JsonValue value) => NumberOf(value) is Never or NeverInSeconds;

    /// <summary>The number of seconds that a key has for such a time.</summary>
    public static double SecondsInKey(JsonValue value) => NumberOf(value) is not { } number ? double.NaN : IsSeconds(number) ? number : number / 1000;

    private static bool IsSeconds(double number) => number < MinMilliseconds;

    private static Timestamp? FromSeconds(double seconds) => Round(seconds * 1000);

    // As the query rounds by which the old service converted its own documents.
    private static Timestamp? Round(double milliseconds) =>
        Math.Abs(milliseconds) < MaxMilliseconds ? new Timestamp((long)Math.Floor(milliseconds + 0.5)) : null;

    private static double? NumberOf(JsonValue value) =>
        value.Kind == JsonKind.Number && value.GetDouble() is var number && double.IsFinite(number) ? number : null;
}
