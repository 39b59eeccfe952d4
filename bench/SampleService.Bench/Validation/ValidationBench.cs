using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Bench;

/// <summary>Measures what validating real samples costs, beside what reading them costs.</summary>
internal static class ValidationBench
{
    private const int WarmUpRounds = 20;

    public static async Task RunAsync(int rounds)
    {
        var folder = AppContext.BaseDirectory;
        var lines = (await File.ReadAllLinesAsync(Path.Combine(folder, "nmdc_964.jsonl")))
            .Select(line => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(line)).ToArray();
        var report = await ValidatorConfiguration.LoadAsync(new Uri(Path.Combine(folder, "nmdc_validators.yml")));
        var validators = report.Validators!;
        var texts = lines.Select(line => JsonText.Parse(line)).ToArray();
        var trees = texts.Select(text => SampleTree.Read(text.Root["node_tree"u8])).ToArray();
        await RequireFindingsAsync(validators, trees);

        (string Name, Action Run)[] steps =
        [
            ("read the JSON (the service's reader)", () => Read(lines)),
            ("read the JSON (JsonDocument)", () => ReadDocuments(lines)),
            ("check nodes and tree", () => Check(texts)),
            ("validate controlled metadata", () => Validate(validators, trees)),
        ];
        var times = steps.Select(_ => new List<double>()).ToArray();
        var allocated = new long[steps.Length];
        for (var round = -WarmUpRounds; round < rounds; round++)
            for (var i = 0; i < steps.Length; i++)
            {
                var step = (i + round + WarmUpRounds) % steps.Length;
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var watch = Stopwatch.StartNew();
                steps[step].Run();
                if (round < 0)
                    continue;
                times[step].Add(watch.Elapsed.TotalMilliseconds);
                allocated[step] = GC.GetAllocatedBytesForCurrentThread() - bytes;
            }

        Console.Out.WriteLine("| step | ms for all | of reading | bytes allocated a sample |");
        Console.Out.WriteLine("|---|---:|---:|---:|");
        var reading = Median(times[0]);
        for (var i = 0; i < steps.Length; i++)
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {steps[i].Name} | {Median(times[i]):0.00} | {Median(times[i]) / reading:0.00} | {allocated[i] / lines.Length} |"));
    }

    private static void Read(ReadOnlyMemory<byte>[] lines)
    {
        foreach (var line in lines)
            JsonText.Parse(line).Dispose();
    }

    private static void ReadDocuments(ReadOnlyMemory<byte>[] lines)
    {
        foreach (var line in lines)
            JsonDocument.Parse(line).Dispose();
    }

    private static void Check(JsonText[] texts)
    {
        foreach (var text in texts)
            SampleTree.Read(text.Root["node_tree"u8]).ToContent(text.Root["name"u8].AsString());
    }

    private static void Validate(MetadataValidators validators, SampleTree[] trees)
    {
        var findings = new List<MetadataFinding>();
        foreach (var tree in trees)
        {
            var done = validators.ValidateAsync(
                tree.Nodes.Select(node => node.Controlled), stopAtFirst: false, (_, finding) => findings.Add(finding), default);
            // None of these validators waits for anything.
            if (!done.IsCompletedSuccessfully)
                throw new InvalidOperationException("A validator was not done at once.");
        }

        if (findings.Count > 0)
            throw new InvalidOperationException("An operation did not do what is to be measured.");
    }

    /// <summary>What is measured finds nothing, so it is shown first that it looks at all.</summary>
    private static async Task RequireFindingsAsync(MetadataValidators validators, SampleTree[] trees)
    {
        var findings = new List<MetadataFinding>();
        var nodes = trees.SelectMany(tree => tree.Nodes, (_, node) => node.Controlled);
        await validators.ValidateAsync(nodes, stopAtFirst: false, (_, finding) => findings.Add(finding), default);
        foreach (var finding in findings.Take(5))
            Console.Error.WriteLine(finding.DevMessage);
        using var wrong = JsonText.Parse("""{"depth": {"value": -1, "units": "kg"}}"""u8.ToArray());
        await validators.ValidateAsync([wrong.Root], stopAtFirst: false, (_, finding) => findings.Add(finding), default);
        if (findings.Count != 2)
            throw new InvalidOperationException("The samples do not fit their validators.");
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
