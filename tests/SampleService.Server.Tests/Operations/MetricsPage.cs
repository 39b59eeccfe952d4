using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>What a server tells Prometheus.</summary>
internal sealed partial class MetricsPage
{
    private MetricsPage(Uri url) => Url = url;

    /// <summary>The listener.</summary>
    public Uri Url { get; }

    /// <summary>That of a server that was told where to show it.</summary>
    public static MetricsPage At(Uri url) => new(url);

    /// <summary>Finds it by what the server printed when it started.</summary>
    public static async Task<MetricsPage> FindAsync(ServerProcess server)
    {
        var line = Assert.Single(await server.LinesWithAsync("Metrics: http"));
        return new MetricsPage(new Uri(line["Metrics: ".Length..].Replace("/metrics", "", StringComparison.Ordinal)));
    }

    /// <summary>The lines, as a Prometheus server gets them that prefers another format.</summary>
    public async Task<string[]> ReadLinesAsync()
    {
        var accept = KeyValuePair.Create("Accept", "application/openmetrics-text;version=1.0.0;q=0.9,text/plain;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.7");
        var answer = (await new PlainHttpClient(Url).SendAsync("GET", "/metrics", [accept], null))!;
        Assert.Equal(200, answer.Status);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Headers["Content-Type"]);
        return Encoding.UTF8.GetString(answer.Body).TrimEnd('\n').Split('\n');
    }

    /// <summary>The values by name and labels. Every line has to be as the format wants it.</summary>
    public async Task<IReadOnlyDictionary<string, double>> ReadAsync()
    {
        var values = new Dictionary<string, double>();
        var types = new Dictionary<string, string>();
        foreach (var line in await ReadLinesAsync())
        {
            if (Comment().Match(line) is { Success: true } comment)
            {
                if (comment.Groups[1].Value == "TYPE")
                    Assert.True(types.TryAdd(comment.Groups[2].Value, comment.Groups[3].Value), line);
                continue;
            }

            var sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            var name = sample.Groups[1].Value;
            Assert.True(types.ContainsKey(name) || types.GetValueOrDefault(Suffix().Replace(name, "")) == "histogram", line);
            Assert.True(values.TryAdd(name + sample.Groups[2].Value, double.Parse(sample.Groups[3].Value, CultureInfo.InvariantCulture)), line);
        }

        return values;
    }

    [GeneratedRegex(@"^# (HELP|TYPE) ([a-z_][a-z0-9_]*) (.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^([a-z_][a-z0-9_]*)((?:\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*")*\})?)(?:\{\})? (\S+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
