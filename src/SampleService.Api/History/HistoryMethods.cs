using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>What samples were, and what became of them (docs/api/history.md).</summary>
internal sealed class HistoryMethods(ISampleReader reader, VersionChecks versions, Administration administration) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(HistoryDescriptors.DiffVersions, DiffVersions) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask DiffVersions(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var id = parameters.Member(HistoryDescriptors.Id.Name).Required.SampleId();
        _ = parameters.Member(HistoryDescriptors.From.Name).Required;
        var from = Arguments.OptionalVersion(argument, HistoryDescriptors.From)!.Value;
        var to = Arguments.OptionalVersion(argument, HistoryDescriptors.To);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of(id));
        // What is withdrawn does not exist for the reader of documents.
        await versions.RequireReadableAsync(requester, [new(id, from), new(id, to)], call.Cancellation);
        var before = await reader.GetDocumentAsync(id, from, requester, call.Cancellation, call.Request.CallId);
        var after = await reader.GetDocumentAsync(id, to, requester, call.Cancellation, call.Request.CallId);

        using var old = JsonText.Parse(before.Utf8, budget: result.Budget);
        using var current = JsonText.Parse(after.Utf8, budget: result.Budget);
        WriteDiff(result, old.Root, current.Root);
    }

    private static void WriteDiff(JsonOutput result, JsonValue from, JsonValue to)
    {
        result.Raw("{\"from\":"u8);
        WriteVersion(result, from);
        result.Raw(",\"to\":"u8);
        WriteVersion(result, to);
        result.Raw(",\"name\":"u8);
        var oldName = SampleSchemas.Name.In(from).Raw;
        var newName = SampleSchemas.Name.In(to).Raw;
        if (oldName.SequenceEqual(newName))
        {
            result.Raw("null"u8);
        }
        else
        {
            result.Raw("{\"from\":"u8);
            result.Raw(oldName);
            result.Raw(",\"to\":"u8);
            result.Raw(newName);
            result.Raw("}"u8);
        }

        result.Raw(","u8);
        TreeDiff.Write(result, SampleSchemas.NodeTree.In(from), SampleSchemas.NodeTree.In(to));
        result.Raw("}"u8);
    }

    private static void WriteVersion(JsonOutput result, JsonValue document)
    {
        result.Raw("{\"version\":"u8);
        result.Raw(document["version"u8].Raw);
        result.Raw(",\"save_date\":"u8);
        result.Raw(document["save_date"u8].Raw);
        result.Raw(",\"user\":"u8);
        result.Raw(document["user"u8].Raw);
        result.Raw("}"u8);
    }
}
