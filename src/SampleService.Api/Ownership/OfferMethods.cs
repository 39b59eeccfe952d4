using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>What samples are offered (docs/ownership.md).</summary>
internal sealed class OfferMethods(IOfferQueries queries, Administration administration, Pages pages) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods => [new(OfferDescriptors.List, List) { Shares = RpcMethod.QueryShares, RefusesUnknownMembers = true }];

    private async ValueTask List(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var isByCaller = parameters.Member(OfferSchemas.Direction.Name).OrNull?.Choice(OfferSchemas.Directions) == 1;
        var page = await pages.ReadAsync(call, argument);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of("offers"));

        var own = requester.IsAdministrator ? null : requester.User;
        var found = await queries.ListAsync(
            new OfferQuery(
                isByCaller ? null : own, isByCaller ? own : null, page.After is { } after ? new SampleId(new Guid(after, bigEndian: true)) : null, page.Limit),
            call.Cancellation);
        result.Raw("{\"offers\":"u8);
        JsonList.Write(result, found.Offers, OfferJson.Write);
        await pages.WriteEndAsync(
            call, argument, result, found.Next?.Value.ToByteArray(bigEndian: true), requester.IsAdministrator ? found.Examined : null);
        result.Raw("}"u8);
    }
}
