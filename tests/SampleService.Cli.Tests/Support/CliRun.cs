using System.Text.Json.Nodes;

namespace SampleService.Cli.Tests.Support;

/// <summary>A run of samplectl that has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output, each with the cells of a plain table.</summary>
    public string[][] Rows => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The output as JSON.</summary>
    public JsonNode? Json => JsonNode.Parse(Output);

    /// <summary>The value that stands beside a title, in a table of one object.</summary>
    public string Value(string title) => Assert.Single(Rows, row => row[0] == title)[1];

    /// <summary>Checks that it went well.</summary>
    public CliRun Ok()
    {
        Assert.True(ExitCode == 0, $"{ExitCode}: {Error}");
        return this;
    }
}
