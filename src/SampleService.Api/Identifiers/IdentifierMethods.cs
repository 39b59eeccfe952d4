using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Samples by identifiers (docs/identifiers-and-relations.md).</summary>
internal sealed class IdentifierMethods(
    IIdentifierQueries queries, Administration administration, WorkspaceAccess workspaces, ReadExemptUsers exempt) : IMethodGroup
{
    private const int MaxIdentifiers = 1000;

    public IEnumerable<RpcMethod> Methods =>
    [
        new(IdentifierDescriptors.Resolve, Resolve) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true },
    ];

    private async ValueTask Resolve(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var names = new List<IdentifierName>();
        foreach (var item in parameters.Member(IdentifierDescriptors.Identifiers.Name).Required.List(1, MaxIdentifiers))
            names.Add(IdentifierOperations.Read(item.RequireStructure()));
        var parts = StateMethods.ReadParts(parameters.Member(IdentifierDescriptors.Include.Name).OrNull);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.None);
        var visible = parts?.HasFlag(StateParts.Links) == true ? await workspaces.FindVisibleAsync(requester, call.Cancellation) : null;

        var found = await queries.ResolveAsync(new IdentifierQuery(requester, names, parts, visible), call.Cancellation);
        result.Raw("{\"resolved\":"u8);
        var states = new StateWriter(exempt.Users);
        JsonList.Write(result, found, (_, one) => Write(result, states, one));
        result.Raw("}"u8);
    }

    private static void Write(JsonOutput result, StateWriter states, ResolvedIdentifier resolved)
    {
        result.Raw("{\"namespace\":"u8);
        result.Text(resolved.Name.Namespace);
        result.Raw(",\"value\":"u8);
        result.Text(resolved.Name.Value);
        if (resolved.Sample is not { } sample)
        {
            result.Raw(",\"id\":null,\"node\":null,\"version\":null,\"withdrawn\":null,\"state\":null}"u8);
            return;
        }

        result.Raw(",\"id\":"u8);
        result.Uuid(sample.Value);
        result.Raw(",\"node\":"u8);
        result.Text(resolved.Node?.Value);
        result.Raw(",\"version\":"u8);
        result.Integer(resolved.Version);
        result.Raw(resolved.IsWithdrawn ? ",\"withdrawn\":true,\"state\":"u8 : ",\"withdrawn\":false,\"state\":"u8);
        if (resolved.State is { } state)
            states.Write(result, state);
        else
            result.Raw("null"u8);
        result.Raw("}"u8);
    }
}
