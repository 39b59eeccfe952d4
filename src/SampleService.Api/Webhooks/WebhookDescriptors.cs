using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The methods that make, list and delete webhooks.</summary>
internal static class WebhookDescriptors
{
    private static readonly Schema OptionalText = Schema.Text() with { IsNullable = true };

    private static readonly Schema OptionalInteger = Schema.Integer() with { IsNullable = true };

    public static readonly Member Url = new Member(
        "url", Schema.Text(WebhookRules.MaxUrlLength), "Where events are sent: `https://...`, without user and fragment.").Required();

    public static readonly Member Secret = new Member(
        "secret", Schema.Text(WebhookRules.MaxSecretLength),
        "What requests are signed with: 24 to 256 characters, each of ASCII from `!` to `~`. It is never shown again.").Required();

    public static readonly Member Id = new Member("id", Schema.Uuid, "The webhook.").Required();

    public static readonly ObjectSchema Webhook = new(
        new Member("id", Schema.Uuid, "Identifies it; `X-Webhook-Id` of its requests.").Required(),
        new Member("maker", Schema.Text(), "Who made it: what this user may see is sent.").Required(),
        new Member("url", Schema.Text(), "Where events are sent.").Required(),
        new Member("types", new ArraySchema(Schema.OneOf([.. EventType.All])) { IsNullable = true }, "Of which types; null for all.").Required(),
        new Member("sample", Schema.Uuid with { IsNullable = true }, "Of which sample; null for all.").Required(),
        new Member("as_admin", Schema.Boolean, "Whether all events are sent, by the administration rights of its maker.").Required(),
        new Member("created", Schema.Integer(), "When it was made, in milliseconds since 1970.").Required(),
        new Member("state", Schema.OneOf([.. WebhookState.All]), "`active`; `failing`: the next event was sent in vain, and is sent again; `suspended`: its maker has no account, or not the administration rights that it needs, and nothing is sent; `dead`: an event was sent in vain for 24 hours, and nothing is sent any more.").Required(),
        new Member("failing_since", OptionalInteger, "When the next event was sent in vain first, in milliseconds since 1970; null while it was not.").Required(),
        new Member("dead_since", OptionalInteger, "Since when it is dead; null while it lives.").Required(),
        new Member("position", Schema.Integer(0), "The position of the last event that was received, or was not to be sent.").Required(),
        new Member("failures", Schema.Integer(0), "How often the next event was sent in vain.").Required(),
        new Member("next_attempt", OptionalInteger, "When it is sent again; null where it is not.").Required(),
        new Member("last_attempt", OptionalInteger, "When something was sent last; null for never.").Required(),
        new Member("last_status", OptionalInteger, "The HTTP status of the last answer; null if there was none.").Required(),
        new Member("last_fault", OptionalText, "What was wrong the last time; null for nothing. [docs/webhooks.md](../webhooks.md#states) has them all.").Required())
    {
        Name = "Webhook",
    };

    private static readonly Member AsAdmin = Params.StrictAsAdmin;

    public static readonly MethodDescriptor Create = new("Events.create_webhook", EventDescriptors.Group, "Has events sent to an address")
    {
        Effect = MethodEffect.Write,
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Read },
        Parameters = new(
            Url, Secret, EventDescriptors.Types, EventDescriptors.Sample,
            EventDescriptors.After with { Description = "The position of the last event seen; from now on when absent or null." },
            AsAdmin with { Description = "Whether all events are sent, whoever may see them. Every use is logged." }),
        Result = Webhook,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers,
            new("`url` is an https address of at most 2048 characters", Missing("url"), Illegal("url must be a string"), Illegal("url contains control characters"),
                Illegal("url exceeds maximum length of 2048"), Illegal("url must be an https address without user and fragment")),
            new("If its host is an IP address, it is a public one", Illegal("url has an address that events are not sent to")),
            new("`secret` has 24 to 256 characters", Missing("secret"), Illegal("secret must be a string"), Illegal("secret must have 24 to 256 characters, each of ASCII from ! to ~")),
            .. EventDescriptors.AskedChecks, StrictChecks.Flag("as_admin"), Checks.AsAdmin("read", "create_webhook"),
            EventDescriptors.SampleReadable,
            new("The deployment knows the caller as a user while there is no token of theirs", Error(ErrorKind.NoSuchUser, "{user}")),
            new("With `as_admin`: it is the deployment itself that keeps this right", Error(ErrorKind.UnsupportedOperation, "as_admin: the deployment does not keep this right, so it cannot look at it anew for each event")),
            EventDescriptors.Kept,
            new("There are not as many webhooks as there may be", Illegal("A user has {n} webhooks at most"), Illegal("There are {n} webhooks at most")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"url": "https://receiver.example/events", "secret": "cGxlYXNlIG1ha2UgeW91ciBvd24gb25l", "types": ["GROUP_CHANGE"], "after": 0}""",
                """{"id": "7d0b5b0e-52a4-4c0e-9d7e-0d6a0a1f4c55", "maker": "alice", "url": "https://receiver.example/events", "types": ["GROUP_CHANGE"], "sample": null, "as_admin": false, "created": 1795304624739, "state": "active", "failing_since": null, "dead_since": null, "position": 0, "failures": 0, "next_attempt": null, "last_attempt": null, "last_status": null, "last_fault": null}"""),
        ],
        Notes = "What is sent, how a receiver checks it, and when it is sent again: [docs/webhooks.md](../webhooks.md). The rights of its maker are looked at anew for each event.",
    };

    public static readonly MethodDescriptor List = new("Events.list_webhooks", EventDescriptors.Group, "Lists the webhooks of the caller")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Read },
        Parameters = new(AsAdmin with { Description = "Whether to list those of all users. Every use is logged." }),
        IsArgumentOptional = true,
        Result = new ObjectSchema(new Member("webhooks", new ArraySchema(Webhook), "The webhooks, the oldest first, without their secrets.").Required()),
        Checks = [RequiredToken, StrictChecks.KnownMembers, StrictChecks.Flag("as_admin"), Checks.AsAdmin("read", "list_webhooks")],
        Examples =
        [
            new(
                "alice", """{"as_admin": false}""",
                """{"webhooks": [{"id": "7d0b5b0e-52a4-4c0e-9d7e-0d6a0a1f4c55", "maker": "alice", "url": "https://receiver.example/events", "types": ["GROUP_CHANGE"], "sample": null, "as_admin": false, "created": 1795304624739, "state": "active", "failing_since": null, "dead_since": null, "position": 12, "failures": 0, "next_attempt": null, "last_attempt": null, "last_status": null, "last_fault": null}]}""")
            {
                IsForm = true,
            },
        ],
    };

    public static readonly MethodDescriptor Delete = new("Events.delete_webhook", EventDescriptors.Group, "Deletes a webhook")
    {
        Effect = MethodEffect.Write,
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full },
        Parameters = new(Id, AsAdmin with { Description = "Whether it may be that of another user. Every use is logged." }),
        Result = new ObjectSchema(new Member("deleted", Schema.Boolean, "Whether there was such a webhook of the caller.").Required()),
        Checks = [RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Id(), StrictChecks.Flag("as_admin"), Checks.AsAdmin("full", "delete_webhook")],
        Examples = [new("alice", """{"id": "7d0b5b0e-52a4-4c0e-9d7e-0d6a0a1f4c55"}""", """{"deleted": true}""")],
        Notes = "A request that is under way may still come, or one within the next two seconds; nothing after that.",
    };
}
