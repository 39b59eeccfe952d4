using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Many writes at once (docs/apply.md).</summary>
internal sealed class ApplyMethods(OperationRunner runner, Administration administration) : IMethodGroup
{
    private const int MaxOperations = 1000;

    private const int MaxNodes = 100_000;

    public IEnumerable<RpcMethod> Methods => [new(ApplyDescriptors.Apply, Apply) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true }];

    private async ValueTask Apply(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var request = Read(new Parameter(argument, ""));
        var actor = await administration.OwnerAsync(
            call, argument, AdministratorRight.Full, AdministrationTarget.Of(request.NamedSamples()));
        result.Raw((await runner.RunAsync(call, argument, request, new OperationCaller(actor.Requester, actor.User))).Span);
    }

    private static OperationRequest Read(Parameter parameters)
    {
        var items = parameters.Member(ApplyDescriptors.Operations.Name).Required.List(1, MaxOperations)
            .Select(static item => (
                OperationTable.All[item.RequireStructure().Member(OperationKind.Op).Required.Choice(OperationTable.Names)], item.Value))
            .ToArray();
        var request = new OperationRequest(items, ApplyJson.Write)
        {
            IsAtomic = parameters.Member(ApplyDescriptors.Atomic.Name).OrNull?.Flag() ?? true,
            RequestId = parameters.Member(OperationMembers.RequestId.Name).OrNull?.Text(RequestKey.MaxLength),
            IsDryRun = parameters.Member(ApplyDescriptors.ValidateOnly.Name).OrNull?.Flag() ?? false,
        };
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        if (items.Sum(static item => CountNodes(item.Value)) > MaxNodes)
            throw ServiceException.Illegal($"operations have more than {MaxNodes} nodes");
        return request;
    }

    private static long CountNodes(JsonValue operation) =>
        SampleSchemas.NodeTree.In(SampleDescriptors.Sample.In(operation)) is { Kind: JsonKind.Array } nodes ? nodes.Count : 0;
}
