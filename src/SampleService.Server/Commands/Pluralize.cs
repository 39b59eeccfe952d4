using System.Globalization;

namespace SampleService.Server;

/// <summary>Counts with their nouns, for messages.</summary>
internal static class Pluralize
{
    /// <summary>The count and the noun, with a plural s unless the count is one.</summary>
    public static string Count(long count, string noun) => Count(count, noun, noun + "s");

    /// <summary>The count and the noun, for nouns with an irregular plural.</summary>
    public static string Count(long count, string singular, string plural) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? singular : plural)}");
}
