using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Subscriptions to events, on connections that last (docs/gateway.md).</summary>
internal sealed class SubscriptionMethods(PastAccess past, IEventQueries queries, Administration administration) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(SubscriptionDescriptors.Subscribe, Subscribe) { RefusesUnknownMembers = true },
        new(SubscriptionDescriptors.Unsubscribe, Unsubscribe) { RefusesUnknownMembers = true },
    ];

    private async ValueTask Subscribe(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var parameters = new Parameter(argument, "");
        var asked = EventParameters.Read(parameters);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var target = asked.Sample is { } named ? AdministrationTarget.Of(named) : AdministrationTarget.Of("events");
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, target);
        if (asked.Sample is { } sample)
            await past.RequireAsync(call, sample, requester, AccessLevel.Read);

        var bounds = await queries.FindBoundsAsync(call.Cancellation);
        var position = asked.After ?? bounds.Head;
        EventParameters.RequireKept(position, bounds);
        var name = SubscriptionsOf(call).Add(new NewEventSubscription(asked, position, token => RequesterAsync(call, requester, token)));
        result.Raw("{\"subscription\":"u8);
        result.Text(name);
        result.Raw(",\"position\":"u8);
        result.Integer(position);
        result.Raw("}"u8);
    }

    private ValueTask Unsubscribe(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var name = new Parameter(argument, "").Member(SubscriptionDescriptors.Subscription.Name).Required;
        return SubscriptionsOf(call).Remove(name.String())
            ? ValueTask.CompletedTask
            : throw name.Illegal("is not known on this connection");
    }

    /// <summary>The requester of a subscription, who may not be an administrator any more.</summary>
    private async ValueTask<Requester?> RequesterAsync(RpcCall call, Requester requester, CancellationToken cancellation) =>
        !requester.IsAdministrator || await administration.RightOfAsync(call with { Cancellation = cancellation }) >= AdministratorRight.Read
            ? requester
            : null;

    private static IEventSubscriptions SubscriptionsOf(RpcCall call) =>
        call.Request.Connection as IEventSubscriptions
            ?? throw new InvalidOperationException($"{call.Method.Name} was called on a connection that has no subscriptions.");
}
