using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Finds the links of samples that a caller may see (contract sections 4.14 and 4.15).</summary>
internal sealed class LinkListing(GrainCalls grains, ILinkQueries links, Administration administration, WorkspaceAccess workspaces)
{
    private const string Method = "get_data_links_from_sample";

    /// <summary>The links of one sample version.</summary>
    /// <param name="call">Who calls.</param>
    /// <param name="argument">The argument of the call.</param>
    /// <param name="versionKey">The member that names the version.</param>
    public async ValueTask<(IReadOnlyList<DataLink> Links, Timestamp? At)> FromSampleAsync(
        RpcCall call, JsonValue argument, byte[] versionKey)
    {
        var id = Arguments.SampleId(argument);
        var version = Arguments.Version(argument, versionKey);
        var at = Arguments.EffectiveTime(argument);
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(id), Method);
        var grant = await grains.Sample(call, id).Authorize(requester, AccessLevel.Read);
        var visible = await workspaces.FindVisibleAsync(requester, call.Cancellation);
        if (visible is { Count: 0 })
            return ([], at);
        if (version.Value > grant.Head)
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
            call, argument, AdministratorRight.Read, AdministrationTarget.Of(samples.Select(sample => sample.Sample)), Method);
        if (samples.Count == 0)
            throw ServiceException.Argument("samples cannot be a value that evaluates to false");
        var visible = await workspaces.FindVisibleAsync(requester, call.Cancellation);
        var query = new SampleLinksQuery(samples, at, visible);
        return (requester.IsAdministrator
            ? await links.GetBySamplesAsync(query, call.Cancellation)
            : await links.GetByReadableSamplesAsync(requester, query, call.Cancellation), at);
    }

    private static List<SampleVersionId> ReadSampleSet(JsonValue argument)
    {
        var items = argument["sample_ids"u8];
        if (items.Kind != JsonKind.Array)
            throw ServiceException.Argument("Missing \"sample_ids\" field - Must provide a list of valid sample ids.");
        var samples = new List<SampleVersionId>();
        foreach (var item in items.Items)
        {
            if (item["id"u8].Kind == JsonKind.Absent || item["version"u8].Kind == JsonKind.Absent)
                throw ServiceException.Argument(
                    "Malformed sample accessor - each sample must provide both an id and a version.");
            if (argument["effective_time"u8].Kind == JsonKind.Absent)
                throw ServiceException.Argument("Missing \"effective_time\" parameter.");
            samples.Add(new SampleVersionId(Arguments.SampleId(item), Arguments.Version(item).Value));
        }

        return samples;
    }
}
