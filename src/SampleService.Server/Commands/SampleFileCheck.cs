using System.Globalization;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>
/// Checks samples of a file, one JSON object with <c>name</c> and <c>node_tree</c> a line, as <c>validate_samples</c> would. Memory
/// is that of the longest line.
/// </summary>
internal sealed class SampleFileCheck(string path, MetadataValidators validators, TextWriter output, TextWriter progress)
{
    private const int SamplesBetweenProgress = 10_000;

    private readonly KeySummary _summary = new();
    private readonly List<MetadataFinding> _findings = [];
    private long _line;
    private long _samples;
    private long _faults;

    /// <summary>Checks them all and prints every fault and a summary by key.</summary>
    /// <returns>Whether there was no fault.</returns>
    /// <exception cref="ServiceException">A validator could not say whether a sample is fine.</exception>
    public async Task<bool> RunAsync(JsonLines lines, CancellationToken cancellation)
    {
        while (await lines.ReadAsync(cancellation) is { } line)
        {
            _line++;
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            _samples++;
            await CheckAsync(line, cancellation);
            if (_samples % SamplesBetweenProgress == 0)
                await progress.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{path}: {_samples} samples, {lines.Position / 1_000_000} MB, {_faults} faults"));
        }

        await _summary.WriteAsync(output);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}: {_samples} samples, {_faults} faults"));
        return _faults == 0;
    }

    private async ValueTask CheckAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        try
        {
            using var json = JsonText.Parse(line);
            await CheckAsync(json.Root, cancellation);
        }
        catch (JsonTextException)
        {
            await TellAsync("it is not JSON, or nested too deep");
        }
        catch (ServiceException e) when (e.Kind is not (ErrorKind.UpstreamFailure or ErrorKind.ValidatorUnavailable))
        {
            // Those two are no fault of the sample, and of the next one no less: they end the command.
            await TellAsync(e.Detail);
        }
    }

    private async ValueTask CheckAsync(JsonValue sample, CancellationToken cancellation)
    {
        if (sample["node_tree"u8] is not { Kind: JsonKind.Array } nodes)
            throw ServiceException.Illegal("sample node tree must be present and a list");
        if (sample["name"u8].AsString() is not { Length: > 0 } written)
            throw ServiceException.Illegal("sample name must be included as non-empty string");
        var tree = SampleTree.Read(nodes);
        var name = tree.ToContent(written).Name;
        foreach (var node in tree.Nodes)
        {
            _findings.Clear();
            await validators.ValidateAsync(node.Controlled, stopAtFirst: false, _findings, cancellation);
            _summary.Add(node.Controlled, _findings);
            foreach (var finding in _findings)
                await TellAsync($"sample {name}, node {node.Id}: {finding.DevMessage}");
        }
    }

    private Task TellAsync(string fault)
    {
        _faults++;
        return output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}:{_line}: {OneLine.Of(fault)}"));
    }
}
