using System.Globalization;

namespace SampleService.Server;

/// <summary>Numbers of things, for messages.</summary>
internal static class Counted
{
    /// <summary>The number and the word, with a plural s unless it is one of them.</summary>
    public static string Of(long number, string thing) => Of(number, thing, thing + "s");

    /// <summary>The number and the word, for words with a plural of their own.</summary>
    public static string Of(long number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
