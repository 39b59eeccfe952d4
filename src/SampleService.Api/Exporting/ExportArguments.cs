using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Search;

namespace SampleService.Api;

/// <summary>The parameters of <c>export_samples</c>, each checked by itself, in their order.</summary>
/// <param name="Samples">The samples that are named, each once; null where scope and filter say which.</param>
/// <param name="Scope">Among which samples; null for the usual.</param>
/// <param name="Filter">What holds for them; null for everything.</param>
/// <param name="Format">The form of the document.</param>
/// <param name="Parts">What is told of each sample beside its content.</param>
internal sealed record ExportArguments(IReadOnlyList<SampleAddress>? Samples, FindScope? Scope, Filter? Filter, LinkedDataFormat Format, StateParts Parts)
{
    private static readonly string[] Scopes = ["mine", "shared", "public", "readable", "all"];

    /// <summary>As <c>find_samples</c> has it, for its checks.</summary>
    public FindArguments Find => new(Scope, Filter, FindSort.Created, Descending: true, FindIncludes.Sample, [], Count: false, Withdrawn: false, []);

    /// <summary>Reads them.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public static ExportArguments Read(JsonValue argument)
    {
        var parameters = new Parameter(argument, "");
        var samples = ReadSamples(parameters.Member(ExportDescriptors.Samples.Name).OrNull);
        var filter = FilterReader.Read(parameters.Member(ExportDescriptors.Filter.Name));
        var scope = (FindScope?)parameters.Member(ExportDescriptors.Scope.Name).OrNull?.Choice(Scopes);
        if (samples is not null && (scope is not null || filter is not null))
            throw ServiceException.Illegal("samples goes with neither scope nor filter");
        var format = parameters.Member(ExportDescriptors.Format.Name).OrNull?.Choice(ExportDescriptors.Formats) ?? 0;
        var parts = StateParts.Identifiers;
        foreach (var item in parameters.Member(ExportDescriptors.Include.Name).OrNull?.List(0, ExportDescriptors.Includes.Length) ?? [])
            parts |= item.Choice(ExportDescriptors.Includes) == 0 ? StateParts.Links : StateParts.Relations;
        return new ExportArguments(samples, scope, filter, format == 0 ? LinkedDataFormat.JsonLd : LinkedDataFormat.RoCrate, parts);
    }

    private static List<SampleAddress>? ReadSamples(Parameter? samples)
    {
        if (samples is not { } given)
            return null;
        var read = new OrderedDictionary<SampleId, SampleAddress>();
        foreach (var item in given.List(1, ExportDescriptors.MaxSamples))
        {
            var address = new SampleAddress(
                item.RequireStructure().Member(Params.Id.Name).Required.SampleId(), Arguments.OptionalVersion(item.Value, Params.OptionalVersion));
            // What a document says of a sample it says of one version.
            if (!read.TryAdd(address.Sample, address) && read[address.Sample] != address)
                throw item.Illegal("names another version of a sample that is named before");
        }

        return [.. read.Values];
    }
}
