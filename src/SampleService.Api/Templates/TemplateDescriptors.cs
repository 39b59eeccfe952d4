using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;

namespace SampleService.Api;

/// <summary>Skeletons of samples, for forms.</summary>
internal static class TemplateDescriptors
{
    private const string Group = "templates";

    public static readonly string[] Scopes = ["mine", "readable", "all"];

    public static readonly Member Scope = new(
        "scope", Schema.OneOf(Scopes) with { IsNullable = true },
        "`mine`: templates that the caller owns. `readable`: all that the caller may read. `all`: all there are, with `as_admin`. When absent or null `readable`, with `as_admin` `all`.");

    private static readonly MethodCheck NameGiven = new(
        "`name` is a string of 1 to 256 code points without control characters",
        Missing("name"), Illegal("name must be a string"), Illegal("name contains control characters"), Illegal("name exceeds maximum length of 256"));

    private static readonly MethodCheck[] KeyForms =
    [
        new("`keys`, unless absent or null, is a list of at most 1000 structures; all of the following for one, then for the next",
            Illegal("keys must be a list"), Illegal("keys must have 0 to 1000 items"), Illegal("keys[{i}] must be a structure")),
        new("... `key` is a string of 1 to 256 code points without control characters",
            Missing("keys[{i}].key"), Illegal("keys[{i}].key must be a string"), Illegal("keys[{i}].key contains control characters"),
            Illegal("keys[{i}].key exceeds maximum length of 256")),
        new("... `kind` is one of: controlled, user", Missing("keys[{i}].kind"), Illegal("keys[{i}].kind must be one of: controlled, user")),
        new("... no key comes before it that is the same, of the same kind", Illegal("keys[{i}].key {key} is there already")),
        new("... `required`, unless absent or null, is true or false", Illegal("keys[{i}].required must be true or false")),
        new("... `unit`, unless absent or null, is a unit that is known, of at most 256 code points",
            Illegal("keys[{i}].unit must be a string"), Missing("keys[{i}].unit"), Illegal("keys[{i}].unit contains control characters"),
            Illegal("keys[{i}].unit exceeds maximum length of 256"), Illegal("keys[{i}].unit: unable to parse units '{unit}': {reason}")),
        new("... `default`, unless absent or null, is a string of at most 1024 code points without control characters but tab and line feed, a number or a boolean",
            Illegal("keys[{i}].default must be a primitive"), Illegal("keys[{i}].default contains control characters"),
            Illegal("keys[{i}].default exceeds maximum length of 1024")),
        new("... `help`, unless absent or null, is a string of 1 to 1000 code points without control characters",
            Illegal("keys[{i}].help must be a string"), Missing("keys[{i}].help"), Illegal("keys[{i}].help contains control characters"),
            Illegal("keys[{i}].help exceeds maximum length of 1000")),
        new("Nodes and keys have at most 1000000 bytes together, as they are stored", Illegal("node_tree and keys have more than 1000000 bytes")),
    ];

    public static readonly MethodDescriptor Save = new("SampleService.save_template", Group, "Saves a template of samples, or a new version of one")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Full },
        Parameters = new([.. TemplateSchemas.SaveMembers, .. OperationKind.MethodMembers]),
        Result = TemplateSchemas.Address,
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, NameGiven, OperationChecks.Text("title"),
            SampleChecks.IsTree, .. SampleChecks.Nodes, .. SampleChecks.Shape, .. KeyForms,
            UserLists("`readers`") with { Condition = "`readers`, unless absent or null, is a list of users and groups" },
            new("It has at most 1000", Illegal("readers must have 0 to 1000 items")),
            StrictChecks.Flag("public"),
            new("`if_version`, unless absent or null, is an integer from 1 to 2147483647", Illegal("if_version must be an integer from 1 to 2147483647")),
            .. OperationChecks.OfMethod("save_template"), UsersExist with { Condition = "All users and groups who are named exist" },
            new("`if_version` holds",
                Error(ErrorKind.ConcurrencyViolation, "Version required for template {name} is {x}, but current version is {y}"),
                Error(ErrorKind.ConcurrencyViolation, "Version required for template {name} is {x}, but current version is none")),
            new("Nobody owns more than 1000 templates", Illegal("User {user} owns 1000 templates already")),
        ],
        Examples =
        [
            new(
                "alice",
                """{"name": "soil-core", "title": "A soil core and a part of it", "node_tree": [{"id": "core", "type": "BioReplicate"}, {"id": "part", "type": "SubSample", "parent": "core"}], "keys": [{"key": "depth", "kind": "user", "required": true, "unit": "cm", "help": "How deep the core begins."}, {"key": "material", "kind": "user", "default": "soil"}], "readers": ["bob"]}""",
                """{"owner": "alice", "name": "soil-core", "version": 1}"""),
        ],
        Notes = "The caller owns it, and each user has names of their own: what somebody else has saved is never in the way, and never changed. An administrator saves for the owner, by `as_user`. "
            + "Each version takes the place of the one before, all of it: a member that is left out is not kept. It is a help for forms, and nothing is held against it.",
    };

    public static readonly MethodDescriptor List = new("SampleService.list_templates", Group, "The templates that the caller may read")
    {
        Rights = new(TokenRequirement.Required) { Administration = AdministrationNeed.Read },
        Parameters = new(Scope, Pages.Limit, Pages.Cursor, Params.StrictAsAdmin),
        Result = new ObjectSchema(
            new Member("templates", new ArraySchema(TemplateSchemas.Template), "The templates, those first that were there first.").Required(),
            new Member("next", Schema.Text() with { IsNullable = true }, "The cursor of the next page; null if there is none.").Required(),
            new Member("examined", Schema.Integer(0) with { IsNullable = true }, "How many were looked at; in administration mode only.").Required())
        {
            Name = "TemplateList",
        },
        Checks =
        [
            RequiredToken, NotNull, StrictChecks.KnownMembers, StrictChecks.Choice("scope", Scopes), StrictChecks.Limit, StrictChecks.Cursor,
            StrictChecks.Flag("as_admin"), AsAdmin("read", "list_templates"), new("`scope` is `all` only with `as_admin`", Illegal("scope all needs as_admin")),
        ],
        Examples =
        [
            new(
                "bob",
                "{}",
                """{"templates": [{"owner": "alice", "name": "soil-core", "version": 1, "title": "A soil core and a part of it", "node_tree": [{"id": "core", "type": "BioReplicate", "parent": null, "meta_controlled": {}, "meta_user": {}, "source_meta": []}, {"id": "part", "type": "SubSample", "parent": "core", "meta_controlled": {}, "meta_user": {}, "source_meta": []}], "keys": [{"key": "depth", "kind": "user", "required": true, "unit": "cm", "default": null, "help": "How deep the core begins."}, {"key": "material", "kind": "user", "required": false, "unit": null, "default": "soil", "help": null}], "readers": ["bob"], "public": false, "created": 1795304625495, "changed": 1795304625495}], "next": null, "examined": null}"""),
        ],
        Notes = "Those of the caller's, those that name the caller or a group that the caller is a member of, and public ones. A page may be shorter than `limit`, where templates are long.",
    };
}
