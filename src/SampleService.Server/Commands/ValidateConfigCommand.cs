using SampleService.Validation;

namespace SampleService.Server;

/// <summary>
/// <c>validate-config FILE [SAMPLES]</c>: checks a configuration of metadata validators without starting the service, and
/// then samples with it. One line for each fault; 2 when there is one.
/// </summary>
internal sealed class ValidateConfigCommand : IServiceCommand
{
    public string Name => "validate-config";

    public IReadOnlyList<string> Arguments => ["FILE", "[SAMPLES]"];

    public async Task<int> RunAsync(Settings settings, string[] arguments, TextWriter output)
    {
        using var logging = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.None));
        var deployment = UpstreamComposition.ReadDeployment(settings.Upstream);
        var catalogue = ValidationComposition.CreateCatalogue(settings, deployment, logging);
        var report = await ValidatorConfiguration.InspectAsync(AddressOf(arguments[0]), catalogue);
        foreach (var fault in report.Faults)
            await output.WriteLineAsync(fault.ExplanationLine);
        foreach (var warning in report.Warnings)
            await output.WriteLineAsync($"{arguments[0]}: warning: {LogText.ToSingleLine(warning)}");
        if (report.Validators is not { } validators)
            return 2;
        await output.WriteLineAsync(
            $"{arguments[0]}: {Pluralize.Count(validators.KeyCount, "key")}, {Pluralize.Count(validators.PrefixCount, "prefix", "prefixes")}, no faults");
        return arguments.Length == 1 || await CheckSamplesAsync(arguments[1], validators, output) ? 0 : 2;
    }

    private static async Task<bool> CheckSamplesAsync(string path, MetadataValidators validators, TextWriter output)
    {
        if (Directory.Exists(path))
            throw new StartException($"{path} is a directory.");
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var check = new SampleFileCheck(path, validators, output, Console.Error);
        return await check.RunAsync(new LineReader(file), CancellationToken.None);
    }

    private static Uri AddressOf(string file) =>
        Uri.TryCreate(file, UriKind.Absolute, out var url) && !url.IsFile
            ? url
            : new Uri(file.StartsWith("file:", StringComparison.Ordinal) ? file : Path.GetFullPath(file));
}
