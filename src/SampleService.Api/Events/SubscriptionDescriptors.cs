using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods of a WebSocket that begin and end subscriptions.</summary>
internal static class SubscriptionDescriptors
{
    public static readonly Member Subscription = new Member("subscription", Schema.Text(), "The name that `Events.subscribe` has given.").Required();

    public static readonly MethodDescriptor Subscribe = new("Events.subscribe", EventDescriptors.Group, "Tells of events as they happen")
    {
        Doors = Doors.WebSocket,
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read },
        Parameters = new(
            EventDescriptors.After with { Description = "The position of the last event seen; from now on when absent or null." },
            EventDescriptors.Types, EventDescriptors.Sample, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            Subscription with { Description = "Its name on this connection." },
            new Member("position", Schema.Integer(0), "The position before the first event that is told of.").Required()),
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers, .. EventDescriptors.AskedChecks, StrictChecks.Flag("as_admin"),
            AsAdmin("read", "subscribe"), EventDescriptors.SampleReadable, EventDescriptors.Kept,
        ],
        Examples = [new("alice", """{"after": 90411}""", """{"subscription": "s1", "position": 90411}""")],
    };

    public static readonly MethodDescriptor Unsubscribe = new("Events.unsubscribe", EventDescriptors.Group, "Ends a subscription")
    {
        Doors = Doors.WebSocket,
        Rights = new(TokenRequirement.Optional),
        Parameters = new(Subscription),
        Checks = [OptionalToken, NotNull, StrictChecks.KnownMembers, new("`subscription` is one of this connection", Illegal("subscription is not known on this connection"))],
        Examples = [new("alice", """{"subscription": "s1"}""", null)],
    };
}
