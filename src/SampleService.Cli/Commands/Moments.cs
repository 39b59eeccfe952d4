using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SampleService.Cli;

/// <summary>Moments on a command line; the server is told milliseconds since 1970.</summary>
internal static class Moments
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssK"];

    public static Option<long?> Option(string name, string description) => new(name)
    {
        Description = description + " A date, a time such as 2027-01-01T12:00:00, both in UTC, or milliseconds since 1970.",
        HelpName = "TIME",
        CustomParser = Parse,
    };

    private static long? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (TryParse(text, out var milliseconds))
            return milliseconds;
        result.AddError($"'{text}' is no time such as 2027-01-01 or 2027-01-01T12:00:00.");
        return null;
    }

    /// <summary>Reads a moment as milliseconds since 1970.</summary>
    public static bool TryParse(string text, out long milliseconds)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds))
            return true;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var isRead = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var moment);
        milliseconds = moment.ToUnixTimeMilliseconds();
        return isRead;
    }
}
