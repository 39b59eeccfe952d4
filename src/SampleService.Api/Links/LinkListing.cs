using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Finds the links of samples that a caller may see (docs/api/links.md).</summary>
internal sealed class LinkListing(GrainCalls grains, ILinkQueries links, Administration administration, WorkspaceAccess workspaces)
{
    /// <summary>The links of one sample version.</summary>
    /// <param name="call">Who calls.</param>
    /// <param name="argument">The argument of the call.</param>
    /// <param name="versionMember">The member that names the version.</param>
    public async ValueTask<(IReadOnlyList<DataLink> Links, Timestamp? At)> FromSampleAsync(
        RpcCall call, JsonValue argument, Member versionMember)
    {
        var id = Arguments.SampleId(argument);
        var version = Arguments.Version(argument, versionMember);
        var at = Arguments.EffectiveTime(argument);
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(id));
        var grant = await grains.Sample(call, id).Authorize(requester, AccessLevel.Read);
        var visible = await workspaces.FindVisibleAsync(requester, call.Cancellation);
        if (visible is { Count: 0 })
            return ([], at);
        if (!grant.HasVersion(version))
            throw ServiceException.NoSuchVersion(id, version);
        var query = new SampleLinksQuery([new SampleVersionId(id, version.Value)], at, visible);
        return (await links.GetBySamplesAsync(query, call.Cancellation), at);
    }

    /// <summary>The links of many sample versions.</summary>
    public async ValueTask<(IReadOnlyList<DataLink> Links, Timestamp? At)> FromSampleSetAsync(RpcCall call, JsonValue argument)
    {
        Arguments.RequireArgument(argument);
        var samples = ReadSampleSet(argument);
        var at = Arguments.EffectiveTime(argument);
        var requester = await administration.RequesterAsync(
            call, argument, AdministratorRight.Read, AdministrationTarget.Of(samples.Select(sample => sample.Sample)));
        if (samples.Count == 0)
            throw ServiceException.Argument("samples cannot be a value that evaluates to false");
        var visible = await workspaces.FindVisibleAsync(requester, call.Cancellation);
        var query = new SampleLinksQuery(samples, at, visible);
        return (await links.GetByReadableSamplesAsync(requester, query, call.Cancellation), at);
    }

    private static List<SampleVersionId> ReadSampleSet(JsonValue argument)
    {
        var items = LinkQueryDescriptors.SampleIds.In(argument);
        if (items.Kind != JsonKind.Array)
            throw ServiceException.Argument("Missing \"sample_ids\" field - Must provide a list of valid sample ids.");
        var samples = new List<SampleVersionId>();
        foreach (var item in items.Items)
        {
            if (Params.Id.In(item).Kind == JsonKind.Absent || Params.Version.In(item).Kind == JsonKind.Absent)
                throw ServiceException.Argument(
                    "Malformed sample accessor - each sample must provide both an id and a version.");
            if (Params.EffectiveTime.In(argument).Kind == JsonKind.Absent)
                throw ServiceException.Argument("Missing \"effective_time\" parameter.");
            samples.Add(new SampleVersionId(Arguments.SampleId(item), Arguments.Version(item).Value));
        }

        return samples;
    }
}
