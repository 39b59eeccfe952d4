using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>Webhooks (docs/webhooks.md).</summary>
internal sealed class WebhookMethods(
    PastAccess past, IWebhooks webhooks, IEventQueries queries, WebhookMakers makers, IUserDirectory users, ReceiverAddresses addresses,
    Administration administration, TimeProvider clock) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(WebhookDescriptors.Create, Create) { RefusesUnknownMembers = true },
        new(WebhookDescriptors.List, List) { RefusesUnknownMembers = true },
        new(WebhookDescriptors.Delete, Delete) { RefusesUnknownMembers = true },
    ];

    private async ValueTask Create(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var parameters = new Parameter(argument, "");
        var url = WebhookRules.Url(parameters.Member(WebhookDescriptors.Url.Name).Required, addresses);
        var secret = WebhookRules.Secret(parameters.Member(WebhookDescriptors.Secret.Name).Required);
        var asked = EventParameters.Read(parameters);
        _ = parameters.Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var target = asked.Sample is { } named ? AdministrationTarget.Of(named) : AdministrationTarget.Of("webhook");
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, target);
        if (asked.Sample is { } sample)
            await past.RequireAsync(call, sample, requester, AccessLevel.Read);
        var maker = requester.User!.Value;
        if (!await users.ExistsAsync(maker, call.Cancellation))
            throw new ServiceException(ErrorKind.NoSuchUser, maker.Value);
        if (requester.IsAdministrator && !await makers.HasKeptRightAsync(maker, call.Cancellation))
            throw new ServiceException(
                ErrorKind.UnsupportedOperation, "as_admin: the deployment does not keep this right, so it cannot look at it anew for each event");

        var bounds = await queries.FindBoundsAsync(call.Cancellation);
        var position = asked.After ?? bounds.Head;
        EventParameters.RequireKept(position, bounds);
        var webhook = new Webhook(WebhookId.New(), maker, url, Timestamp.Now(clock), new WebhookProgress(position))
        {
            Types = asked.Types is { } types ? [.. EventType.All.Where(types.Contains)] : null,
            Sample = asked.Sample,
            AsAdmin = requester.IsAdministrator,
        };
        await webhooks.AddAsync(webhook, secret, call.Cancellation);
        WebhookJson.Write(result, webhook, isSuspended: false);
    }

    private async ValueTask List(RpcCall call, JsonValue argument, JsonOutput result)
    {
        _ = new Parameter(argument, "").Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Read, AdministrationTarget.Of("webhooks"));
        var found = await webhooks.ListAsync(requester.IsAdministrator ? null : requester.User!.Value, call.Cancellation);
        var suspended = new Dictionary<Requester, bool>();
        foreach (var webhook in found)
            if (!suspended.ContainsKey(new Requester(webhook.Maker, webhook.AsAdmin)))
                suspended.Add(new Requester(webhook.Maker, webhook.AsAdmin), await makers.FindAsync(webhook, call.Cancellation) is null);
        result.Raw("{\"webhooks\":"u8);
        JsonList.Write(result, found, (output, webhook) => WebhookJson.Write(output, webhook, suspended[new Requester(webhook.Maker, webhook.AsAdmin)]));
        result.Raw("}"u8);
    }

    private async ValueTask Delete(RpcCall call, JsonValue argument, JsonOutput result)
    {
        Arguments.RequireArgument(argument);
        var id = new WebhookId(Arguments.Uuid(argument, WebhookDescriptors.Id));
        _ = new Parameter(argument, "").Member(Params.StrictAsAdmin.Name).OrNull?.Flag();
        var requester = await administration.RequesterAsync(call, argument, AdministratorRight.Full, AdministrationTarget.Of($"webhook={id}"));
        var isRemoved = await webhooks.RemoveAsync(id, requester.IsAdministrator ? null : requester.User!.Value, call.Cancellation);
        result.Raw(isRemoved ? "{\"deleted\":true}"u8 : "{\"deleted\":false}"u8);
    }
}
