using System.Globalization;
using SampleService.Domain;
using SampleService.Json;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>
/// Checks a file of samples, one JSON object with <c>name</c> and <c>node_tree</c> a line, as <c>validate_samples</c> would. It
/// needs memory for the longest line only.
/// </summary>
internal sealed class SampleFileCheck(string path, MetadataValidators validators, TextWriter output, TextWriter progress)
{
    private const int SamplesBetweenProgress = 10_000;

    private readonly KeySummary _summary = new();
    private long _line;
    private long _samples;
    private long _faultySamples;
    private long _faults;

    /// <summary>Checks them all and prints every fault and a summary by key.</summary>
    /// <returns>Whether there was no fault.</returns>
    /// <exception cref="ServiceException">A validator could not say whether a sample is fine.</exception>
    public async Task<bool> RunAsync(LineReader lines, CancellationToken cancellation)
    {
        while (await lines.ReadAsync(cancellation) is { } line)
        {
            _line++;
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            _samples++;
            var before = _faults;
            if (!await CheckAsync(line, cancellation))
                return false;
            if (_faults > before)
                _faultySamples++;
            if (_samples % SamplesBetweenProgress == 0)
                await progress.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{path}: {_samples} samples, {lines.Position / 1_000_000} MB, {Pluralize.Count(_faults, "fault")}"));
        }

        await _summary.WriteAsync(output);
        await output.WriteLineAsync(
            $"{path}: {Pluralize.Count(_samples, "sample")}, {Pluralize.Count(_faultySamples, "sample")} with faults, {Pluralize.Count(_faults, "fault")}");
        return _faults == 0;
    }

    /// <returns>False when the rest of the file cannot be checked either.</returns>
    private async ValueTask<bool> CheckAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        try
        {
            using var json = JsonText.Parse(line);
            await CheckAsync(json.Root, cancellation);
        }
        catch (JsonTextException)
        {
            if (_samples == 1 && LooksUnfinished(line.Span))
            {
                await ReportAsync(
                    "it is not JSON by itself. Samples have to stand one a line; JSON that goes over several lines is made so by "
                    + "jq -c . (or jq -c '.[]', if it is one list of samples)");
                return false;
            }

            await ReportAsync("it is not JSON, or nested too deep");
        }
        catch (ServiceException e) when (e.Kind is not (ErrorKind.UpstreamFailure or ErrorKind.ValidatorUnavailable))
        {
            // The two kinds that are excluded are no fault of the sample and would hit each further one too: they end the command.
            await ReportAsync(e.Detail);
        }

        return true;
    }

    /// <summary>Whether a line begins a document that is indented over several lines, each of which would be reported as a fault.</summary>
    private static bool LooksUnfinished(ReadOnlySpan<byte> line) =>
        line.Trim(" \t\r"u8) is [(byte)'{' or (byte)'[', ..] and [.., (byte)'{' or (byte)'[' or (byte)',' or (byte)':'];

    private async ValueTask CheckAsync(JsonValue sample, CancellationToken cancellation)
    {
        if (sample.Kind == JsonKind.Array)
            throw ServiceException.Illegal("it is a list, and a line has to be one sample; jq -c '.[]' makes lines of it");
        if (sample["node_tree"u8] is not { Kind: JsonKind.Array } nodes)
            throw ServiceException.Illegal("sample node tree must be present and a list");
        if (sample["name"u8].AsString() is not { Length: > 0 } written)
            throw ServiceException.Illegal("sample name must be included as non-empty string");
        var tree = SampleTree.Read(nodes);
        var name = tree.ToContent(written).Name;
        List<(int Node, MetadataFinding Finding)> findings = [];
        await validators.ValidateAsync(
            tree.Nodes.Select(node => node.Controlled), stopAtFirst: false, (index, finding) => findings.Add((index, finding)), cancellation);
        foreach (var node in tree.Nodes)
            _summary.Add(node.Controlled);
        foreach (var (index, finding) in findings)
        {
            _summary.Add(finding);
            await ReportAsync($"sample {name}, node {tree.Nodes[index].Id}: {finding.DevMessage}");
        }
    }

    private Task ReportAsync(string fault)
    {
        _faults++;
        return output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}:{_line}: {LogText.ToSingleLine(fault)}"));
    }
}
