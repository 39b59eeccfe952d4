using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Search;

namespace SampleService.Api;

/// <summary>The parameters of <c>revalidate_samples</c>, each checked by itself, in their order.</summary>
/// <param name="Vocabulary">The vocabulary as sent; null for the current one.</param>
/// <param name="Samples">The samples that are named; null where scope and filter say which.</param>
/// <param name="Scope">Among which samples.</param>
/// <param name="Filter">What holds for them; null for everything.</param>
/// <param name="CompareWith">The other vocabulary as sent; null for none.</param>
internal sealed record RevalidationArguments(string? Vocabulary, IReadOnlyList<SampleAddress>? Samples, FindScope Scope, Filter? Filter, string? CompareWith)
{
    private static readonly string[] Scopes = ["mine", "shared", "public", "readable", "all"];

    /// <summary>As <c>find_samples</c> has it, for its checks.</summary>
    public FindArguments Find => new(Scope, Filter, FindSort.Created, Descending: true, FindIncludes.Sample, [], Count: false, Withdrawn: false, []);

    /// <summary>Reads them.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public static RevalidationArguments Read(JsonValue argument)
    {
        var parameters = new Parameter(argument, "");
        var vocabulary = parameters.Member(RevalidationDescriptors.Vocabulary.Name).OrNull?.String();
        var samples = ReadSamples(parameters.Member(RevalidationDescriptors.Samples.Name).OrNull);
        var scope = (FindScope?)parameters.Member(RevalidationDescriptors.Scope.Name).OrNull?.Choice(Scopes);
        var filter = FilterReader.Read(parameters.Member(RevalidationDescriptors.Filter.Name));
        if (samples is not null && (scope is not null || filter is not null))
            throw ServiceException.Illegal("samples goes with neither scope nor filter");
        var other = parameters.Member(RevalidationDescriptors.CompareWith.Name).OrNull?.String();
        return new RevalidationArguments(vocabulary, samples, scope ?? FindScope.Mine, filter, other);
    }

    private static List<SampleAddress>? ReadSamples(Parameter? samples)
    {
        if (samples is not { } given)
            return null;
        var read = new List<SampleAddress>();
        foreach (var item in given.List(1, RevalidationDescriptors.MaxSamples))
            read.Add(new SampleAddress(
                item.RequireStructure().Member(Params.Id.Name).Required.SampleId(), Arguments.OptionalVersion(item.Value, Params.OptionalVersion)));
        return read;
    }
}
