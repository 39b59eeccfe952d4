namespace SampleService.Server.Tests.Hostile;

/// <summary>Number literals: odd ones that are JSON, and some that are not.</summary>
/// <remarks>None is an integer from 2 to 999: such are ids of accounts and workspaces that the test needs.</remarks>
internal static class HostileNumbers
{
    private static readonly string[] Legal =
    [
        "0", "-0", "1", "-1", "0.0", "-0.0", "1.0", "1e0", "1E+2", "1e-2", "0e999", "1e308", "1.7976931348623157e308", "5e-324", "1e-400", "0.1",
        "2147483647", "2147483648", "-2147483649", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809", "18446744073709551615", "18446744073709551616", "1180591620717411303424", "253402300799999", "253402300800000",
        "-62135596800000", "-62135596800001", "0.30000000000000004", "3.141592653589793238462643383279502884197", "1e15", "1e16", "1e-5",
    ];

    private static readonly string[] NotJson =
    [
        "01", "-01", "+1", ".5", "1.", "1e", "1e+", "--1", "0x10", "1_000", "NaN", "Infinity", "-Infinity", "1,5", "1e400", "-1e400", "\u0661", "1f", "-",
    ];

    public static string Any(Draw draw) => draw.Below(12) switch
    {
        0 => draw.Of(NotJson),
        1 => new string('9', draw.Of(31, 32, 33, 100, 308, 309, 310, 5000)),
        2 => "0." + new string('0', draw.Of(10, 31, 300, 4000)) + "1",
        3 => "1e" + new string('9', draw.Of(3, 9, 10, 11, 20, 500)),
        4 => "1e-" + new string('9', draw.Of(3, 9, 10, 11, 20, 500)),
        _ => draw.Of(Legal),
    };
}
