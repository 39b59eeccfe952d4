using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Samples for other programs (docs/exporting.md).</summary>
internal sealed class ExportMethods(ExportSource source, ExportVocabulary vocabulary, Administration administration, Pages pages) : IMethodGroup
{
    private const long MaxBytes = 16_000_000;

    private const long MaxSampleBytes = 64_000_000;

    private readonly SampleEntities _entities = new(vocabulary);

    public IEnumerable<RpcMethod> Methods =>
    [
        new(ExportDescriptors.ExportSamples, ExportSamples) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask ExportSamples(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var asked = ExportArguments.Read(argument);
        var page = await pages.ReadAsync(call, argument, defaultLimit: Pages.MaxLimit);
        _ = new Parameter(argument, "").Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(
            call, argument, AdministratorRight.Read,
            asked.Samples is { } named ? AdministrationTarget.Of(named.Select(static sample => sample.Sample)) : AdministrationTarget.None);

        var read = await source.OpenAsync(asked, requester, page.After, call.Cancellation);
        var limits = new ExportLimits(MaxBytes, MaxSampleBytes, RefusesTooLarge: asked.Samples is not null);
        for (var limit = page.Limit; ;)
        {
            var samples = await read(limit);
            using var graph = new ExportGraph(asked.Format, _entities, limits, result.Budget);
            var fit = samples.Samples.TakeWhile(graph.TryAdd).Count();
            if (fit < samples.Samples.Count)
            {
                // More than a document holds: it ends with the last sample that fits.
                limit = fit;
                continue;
            }

            var next = samples.Next is null ? null : await pages.WriteCursorAsync(call, argument, samples.Next);
            result.Raw("{\"media_type\":"u8);
            result.Text(asked.Format.MediaType);
            result.Raw(",\"document\":"u8);
            graph.Write(result);
            result.Raw(",\"next\":"u8);
            result.Text(next);
            result.Raw("}"u8);
            return;
        }
    }
}
