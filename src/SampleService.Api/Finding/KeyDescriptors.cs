using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Which metadata keys there are.</summary>
internal static class KeyDescriptors
{
    private const string Group = "finding";

    private static readonly ObjectSchema ValueKeySchema = new(
        new Member("value_key", Schema.Text(), "The value key.").Required(),
        new Member("types", new ArraySchema(Schema.OneOf("boolean", "number", "string")), "The types of values under it.").Required(),
        new Member("units", new ArraySchema(new ObjectSchema(
            new Member("unit", Schema.Text(), "A unit of numbers.").Required(), new Member("samples", Schema.Integer(1), "How many samples have it.").Required())),
            "The ten most frequent units.").Required(),
        new Member("values", Schema.Integer(0), "How many different values there are, counted up to 1000.").Required())
    {
        Name = "ValueKeyUse",
    };

    private static readonly ObjectSchema VocabularySchema = new(
        new Member("static_metadata", new MapSchema(Schema.Any), "What the deployment says of the key.").Required(),
        new Member("validators", new ArraySchema(new ObjectSchema(
            new Member("builder", Schema.Text(), "The name of the validator.").Required(), new Member("parameters", new MapSchema(Schema.Any), "Its parameters.").Required())),
            "The validators of the key.").Required())
    {
        Name = "KeyVocabulary",
        IsNullable = true,
    };

    private static readonly ObjectSchema KeySchema = new(
        new Member("key", Schema.Text(), "The metadata key.").Required(),
        new Member("kind", Schema.OneOf("controlled", "user", "prefix"), "The kind of metadata; `prefix` for a prefix of controlled keys, with `scope` `vocabulary`.").Required(),
        new Member("samples", Schema.Integer(1) with { IsNullable = true }, "How many samples have it; null with `scope` `vocabulary`.").Required(),
        new Member("exact", Schema.Boolean, "Whether all samples were counted; else the newest 10 000.").Required(),
        new Member("value_keys", new ArraySchema(ValueKeySchema), "What stands under it.").Required(),
        new Member("vocabulary", VocabularySchema, "What the configuration of validators has of the key; null if it has not got it.").Required())
    {
        Name = "KeyUse",
    };

    public static readonly Member Scope = new(
        "scope", Schema.OneOf("mine", "shared", "public", "vocabulary", "all") with { IsNullable = true },
        "In which samples, as `find_samples` has it; `vocabulary`: all keys and prefixes of the configuration, used or not. `all` needs `as_admin`. "
        + "When absent or null `mine`, for anonymous callers `public`.");

    public static readonly Member Prefix = new("prefix", Schema.Text(64) with { IsNullable = true }, "How the keys begin.");

    public static readonly Member Kind = new("kind", Schema.OneOf("controlled", "user", "any") with { IsNullable = true }, "The kind of metadata; `any` when absent or null.");

    public static readonly MethodDescriptor ListKeys = new("SampleService.list_metadata_keys", Group, "Lists the metadata keys in use, with their types and units")
    {
        Rights = new(TokenRequirement.Optional) { Administration = AdministrationNeed.Read },
        Parameters = new(Scope, Prefix, Kind, Pages.Limit, Pages.Cursor, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("keys", new ArraySchema(KeySchema), "The keys, in their order.").Required(),
            new Member("next", Schema.Text() with { IsNullable = true }, "The cursor of the next page; null: that was all.").Required(),
            new Member("examined", Schema.Integer(0) with { IsNullable = true }, "How many candidates were looked at; null without `as_admin`.").Required(),
            new Member("as_of", Schema.Integer(), "When it was counted, in milliseconds since 1970.").Required())
        {
            Name = "MetadataKeys",
        },
        Checks =
        [
            OptionalToken, NotNull, StrictChecks.KnownMembers,
            new("Every parameter is of its type, and `cursor` is the `next` of a call with the same other parameters",
                Illegal("{path} must be one of: {choices}"), Illegal("cursor is not valid here"), Illegal("cursor belongs to a call with other arguments")),
            AsAdmin("read", "list_metadata_keys"),
            new("`scope` `all` is asked for in administration mode", Illegal("scope all needs as_admin")),
            new("`scope` `mine` and `shared` are asked for with a token", Error(ErrorKind.Unauthorized, "Anonymous users have no samples of their own")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"prefix": "depth"}""",
                """{"keys": [{"key": "depth", "kind": "user", "samples": 1, "exact": true, "value_keys": [{"value_key": "units", "types": ["string"], "units": [], "values": 1}, {"value_key": "value", "types": ["number"], "units": [{"unit": "m", "samples": 1}], "values": 1}], "vocabulary": null}], "next": null, "examined": null, "as_of": 1795304700000}""")
            {
                IsForm = true,
            },
        ],
        Notes = "A key is listed only if a sample that the caller can read has it. The newest 10 000 samples of the scope are looked at.",
    };
}
