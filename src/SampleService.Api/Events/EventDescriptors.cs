using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>The method that tells what has changed.</summary>
internal static class EventDescriptors
{
    public const string Group = "events";

    private static readonly Schema Text = Schema.Text() with { IsNullable = true };

    private static readonly Schema Uuid = Schema.Uuid with { IsNullable = true };

    private static readonly Schema Integer = Schema.Integer() with { IsNullable = true };

    public static readonly ObjectSchema Event = new(
        new Member("position", Schema.Integer(1), "Its place among all events.").Required(),
        new Member("at", Schema.Integer(), "When it was, in milliseconds since 1970.").Required(),
        new Member("type", Schema.OneOf([.. EventType.All]), "What happened.").Required(),
        new Member("by", Text, "Who did it; of changes of ACLs, owners and offers only for those who administer the sample.").Required(),
        new Member("sample", Uuid, "The sample.").Required(),
        new Member("version", Integer, "The version of the sample.").Required(),
        new Member("link", Uuid, "The link.").Required(),
        new Member("relation", Uuid, "The relation.").Required(),
        new Member("identifier", Text, "The identifier.").Required(),
        new Member("group", Text, "The group.").Required(),
        new Member("acl_version", Integer, "The ACL version of the sample from then on.").Required())
    {
        Name = "Event",
    };

    public static readonly Member After = new(
        "after", Schema.Integer(0) with { IsNullable = true }, "The position of the last event seen; 0 when absent or null.");

    public static readonly Member Types = new(
        "types", new ArraySchema(Schema.OneOf([.. EventType.All])) { IsNullable = true }, "Only events of these types, 1 to 20.");

    public static readonly Member Sample = new("sample", Schema.Uuid with { IsNullable = true }, "Only events of this sample, which the caller has to be able to read.");

    public static readonly Member Limit = new("limit", Schema.Integer(1, 1000) with { IsNullable = true }, "How many at most; 100 when absent or null.");

    /// <summary>The checks of the parameters that subscriptions have too.</summary>
    public static readonly MethodCheck[] AskedChecks =
    [
        new("`after`, unless absent or null, is an integer from 0 on", Illegal("after must be an integer from 0 to 9007199254740992")),
        new("`types`, unless absent or null, is a list of 1 to 20 types", Illegal("types must be a list"), Illegal("types must have 1 to 20 items"), Illegal("types[{index}] must be one of: {types}")),
        new("`sample`, unless absent or null, is a UUID", Illegal("sample {value} must be a UUID string")),
    ];

    public static readonly MethodCheck SampleReadable = Readable with { Condition = "`sample`, if given, exists, and the caller can read it" };

    public static readonly MethodCheck Kept = new("The events behind `after` are all kept", Illegal("Events up to position {n} are no longer kept"));

    public static readonly MethodDescriptor GetEvents = new("SampleService.get_events", Group, "Tells what has changed since a position")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read },
        Parameters = new(After, Types, Sample, Limit, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("events", new ArraySchema(Event), "The events that the caller sees, in the order of their positions.").Required(),
            new Member("last", Schema.Integer(0), "What to pass as `after` next: it grows also when nothing is shown.").Required(),
            new Member("head", Schema.Integer(0) with { IsNullable = true }, "The position given last; null without `as_admin`.").Required(),
            new Member("oldest", Schema.Integer(1), "The lowest position that is kept.").Required())
        {
            Name = "Events",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers,
            .. AskedChecks,
            new("`limit`, unless absent or null, is an integer from 1 to 1000", Illegal("limit must be an integer from 1 to 1000")),
            StrictChecks.Flag("as_admin"), AsAdmin("read", "get_events"),
            SampleReadable, Kept,
        ],
        Examples =
        [
            new(
                "alice",
                """{"after": 0, "types": ["NEW_SAMPLE"], "limit": 1}""",
                """{"events": [{"position": 1, "at": 1795304624739, "type": "NEW_SAMPLE", "by": "alice", "sample": "01a2008e-1fe0-754b-a18a-a90e9734fdff", "version": 1, "link": null, "relation": null, "identifier": null, "group": null, "acl_version": null}], "last": 1, "head": null, "oldest": 1}"""),
        ],
        Notes = "Shown are the events of samples that the caller can read now, and of links only those whose workspace the caller can read. An event says that something changed and where, never what: whoever is told must ask, and is then checked. A call looks at 10 000 positions at most, "
            + "so `last` may grow while nothing is shown.",
    };
}
