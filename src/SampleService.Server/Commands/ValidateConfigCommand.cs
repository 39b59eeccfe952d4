using System.CommandLine;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>
/// <c>validate-config FILE [SAMPLES]</c>: checks a configuration of metadata validators without starting the service, and
/// then samples with it. One line for each fault; 2 when there is one.
/// </summary>
internal sealed class ValidateConfigCommand : IServiceCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The configuration, a file or its URL." };

    private readonly Argument<string?> _samples = new("SAMPLES")
    {
        Description = "A file with samples to check, one JSON object a line.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ValidateConfigCommand() => Syntax = new(
        "validate-config",
        "Checks a configuration of metadata validators, and prints one line for each fault; checks samples with it. Exit code 2 when there is a fault.")
    {
        _file, _samples,
    };

    public Command Syntax { get; }

    public async Task<int> RunAsync(Settings settings, ParseResult line, TextWriter output)
    {
        var file = line.GetRequiredValue(_file);
        using var logging = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.None));
        var deployment = UpstreamComposition.ReadDeployment(settings.Upstream);
        var catalogue = ValidationComposition.CreateCatalogue(settings, deployment, OntologyFiles.Read(settings.Validation.OntologyFiles), logging);
        var report = await ValidatorConfiguration.InspectAsync(AddressOf(file), catalogue);
        foreach (var fault in report.Faults)
            await output.WriteLineAsync(fault.ExplanationLine);
        foreach (var warning in report.Warnings)
            await output.WriteLineAsync($"{file}: warning: {LogText.ToSingleLine(warning)}");
        if (report.Validators is not { } validators)
            return 2;
        await output.WriteLineAsync(
            $"{file}: {Pluralize.Count(validators.KeyCount, "key")}, {Pluralize.Count(validators.PrefixCount, "prefix", "prefixes")}, no faults");
        return line.GetValue(_samples) is not { } samples || await CheckSamplesAsync(samples, validators, output) ? 0 : 2;
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
