using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>The parameters of a sample that is to be saved, by the method and as one of several operations.</summary>
internal static class SampleArguments
{
    /// <summary>Makes all checks that come before those of administration mode, in their order.</summary>
    /// <param name="argument">Has the sample and the version it relies on.</param>
    /// <param name="readId">Reads the id of the sample; null for a new one.</param>
    /// <param name="isStrict">Whether a prior version of a new sample is refused.</param>
    public static NewSampleArguments<T> Read<T>(JsonValue argument, Func<JsonValue, T?> readId, bool isStrict)
        where T : struct
    {
        var sample = SampleDescriptors.Sample.In(argument);
        if (sample.Kind != JsonKind.Object)
            throw ServiceException.Illegal("params must contain sample key that maps to a structure");
        var tree = ReadTree(sample);
        var id = readId(SampleSchemas.Id.In(sample));
        var prior = SampleDescriptors.PriorVersion.In(argument);
        if (!prior.IsNullOrAbsent && !prior.IsInteger)
            throw ServiceException.Illegal("prior_version must be an integer if supplied");
        // The caller meant to change a sample, and would get another one beside it.
        if (isStrict && id is null && !prior.IsNullOrAbsent)
            throw ServiceException.Illegal("prior_version needs sample.id, the sample that gets a new version");
        return new NewSampleArguments<T>(tree, tree.ToContent(SampleSchemas.Name.In(sample).AsString()), prior, id);
    }

    /// <summary>The prior version of a sample that exists, which is looked at after the validators.</summary>
    public static VersionNumber? PriorVersion(JsonValue prior) => prior.IsNullOrAbsent
        ? null
        : Arguments.ParsePositive(prior) ?? throw ServiceException.Illegal("Prior version must be > 0");

    /// <summary>Nodes that need no sample: each of them passes its checks.</summary>
    public static SampleTree ReadNodes(JsonValue nodes) => SampleTree.Read(RequireList(nodes));

    private static SampleTree ReadTree(JsonValue sample)
    {
        var nodes = RequireList(SampleSchemas.NodeTree.In(sample));
        if (SampleSchemas.Name.In(sample).Kind is not (JsonKind.Absent or JsonKind.Null or JsonKind.String))
            throw ServiceException.Illegal("sample name must be omitted or a string");
        return SampleTree.Read(nodes);
    }

    private static JsonValue RequireList(JsonValue nodes) => nodes.Kind == JsonKind.Array
        ? nodes
        : throw ServiceException.Illegal("sample node tree must be present and a list");
}

/// <summary>A sample that is to be saved.</summary>
/// <param name="Tree">Its nodes as sent, for the validators.</param>
/// <param name="Content">The stored form.</param>
/// <param name="Prior">The prior version as sent.</param>
/// <param name="Id">The sample that gets a new version; null for a new sample.</param>
internal readonly record struct NewSampleArguments<T>(SampleTree Tree, SampleContent Content, JsonValue Prior, T? Id)
    where T : struct;
