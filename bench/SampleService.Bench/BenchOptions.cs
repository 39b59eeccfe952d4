using System.Globalization;

namespace SampleService.Bench;

/// <summary>The options of a command line; null where nothing was said.</summary>
internal sealed record BenchOptions
{
    public string? PostgreSql { get; private set; }

    public string? ReadyToRun { get; private set; }

    public string? Baseline { get; private set; }

    /// <summary>Part of the names of the figures that are taken.</summary>
    public string? Only { get; private set; }

    public int? Rounds { get; private set; }

    public int? Samples { get; private set; }

    public int? Seconds { get; private set; }

    public int? Connections { get; private set; }

    /// <summary>Reads options, each with a value; null if one is not known, or not with this command.</summary>
    /// <param name="arguments">Names and values.</param>
    /// <param name="allowed">The options of the command.</param>
    public static BenchOptions? Parse(ReadOnlySpan<string> arguments, string[] allowed)
    {
        if (arguments.Length % 2 != 0)
            return null;
        var options = new BenchOptions();
        for (; !arguments.IsEmpty; arguments = arguments[2..])
            if (!allowed.Contains(arguments[0]) || !options.Set(arguments[0], arguments[1]))
                return null;
        return options;
    }

    private bool Set(string name, string value)
    {
        var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed is > 0 and <= 1_000_000
            ? parsed
            : (int?)null;
        switch (name)
        {
            case "--postgresql":
                PostgreSql = value;
                return true;
            case "--ready-to-run":
                ReadyToRun = value;
                return File.Exists(value);
            case "--baseline":
                Baseline = value;
                return File.Exists(value);
            case "--only":
                Only = value;
                return true;
            case "--rounds":
                return (Rounds = number) is not null;
            case "--samples":
                return (Samples = number) is not null;
            case "--seconds":
                return (Seconds = number) is not null;
            case "--connections":
                return (Connections = number) is > 0 and <= 256;
            default:
                return false;
        }
    }
}
