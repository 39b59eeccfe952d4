using System.Globalization;

namespace SampleService.Bench;

/// <summary>The command line.</summary>
internal static class BenchProgram
{
    private const string Help =
        """
        Usage: SampleService.Bench growth [--postgresql CONNECTION_STRING] [--rounds N] [--samples N]
               SampleService.Bench validation [--rounds N]

        growth  Measures what operations of the stores cost in a database that has next to nothing in it and in one that
                has grown, in turns within one run, and prints the ratios.
        validation  Measures what validating the 964 NMDC samples costs beside reading them, and prints the ratios.

          --postgresql CONNECTION_STRING  A server on which databases may be made; two are, and removed in the end.
                                          Without it only SQLite is measured, in a folder for temporary files.
          --rounds N                      How often each operation is measured, of growth on each database (400).
          --samples N                     How many samples the grown database has (100000); it has three links a sample.
          --help                          This text.

        Build it as Release. The table goes to standard output, everything else to standard error.
        """;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments.Contains("--help"))
        {
            Console.Out.WriteLine(Help);
            return 0;
        }

        if (Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine(Help);
            return 2;
        }

        await (arguments[0] == "growth" ? GrowthBench.RunAsync(options) : ValidationBench.RunAsync(options.Rounds));
        return 0;
    }

    private static GrowthOptions? Parse(string[] arguments)
    {
        if (arguments.Length % 2 == 0 || arguments[0] is not ("growth" or "validation"))
            return null;
        var options = new GrowthOptions();
        for (var i = 1; i < arguments.Length; i += 2)
        {
            var (name, value) = (arguments[i], arguments[i + 1]);
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000_000;
            switch (name)
            {
                case "--postgresql":
                    options = options with { PostgreSql = value };
                    break;
                case "--rounds" when isNumber:
                    options = options with { Rounds = number };
                    break;
                case "--samples" when isNumber:
                    options = options with { Samples = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
