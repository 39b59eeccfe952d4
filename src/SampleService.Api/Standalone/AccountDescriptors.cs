using SampleService.Domain;
using SampleService.JsonRpc;
using static SampleService.Api.Checks;
using static SampleService.Api.StandaloneParams;

namespace SampleService.Api;

/// <summary>The methods about accounts, roles and tokens of a stand-alone deployment.</summary>
internal static class AccountDescriptors
{
    private const string Group = "accounts";
    private const string NewCarol = """{"user": "carol", "display_name": "Carol", "roles": ["read_admin"], "created": 1795304625211, "disabled": """;
    private const string Carol = $"{NewCarol}null}}";
    private const string FirstAccounts =
        """{"user": "admin", "display_name": "Admin", "roles": ["full_admin"], "created": 1795304620103, "disabled": null}, {"user": "alice", "display_name": "Alice", "roles": [], "created": 1795304620103, "disabled": null}, {"user": "bob", "display_name": "Bob", "roles": [], "created": 1795304620103, "disabled": null}""";

    private const string NewToken = """{"token_id": 4, "user": "carol", "description": "her laptop", "created": 1795304625302, "expires": null, "revoked": """;
    private const string Token = $"{NewToken}null}}";

    public static readonly Member DisplayName = new(
        "display_name", Schema.Text(256) with { IsNullable = true }, "The name that people read; the name of the account when absent, null or blank.");

    public static readonly Member Roles = new(
        "roles", new ArraySchema(Schema.OneOf("full_admin", "read_admin")) { IsNullable = true }, "Its roles; none when absent or null.");

    public static readonly Member Description = new("description", Schema.Text(256) with { IsNullable = true }, "What the token is for.");

    public static readonly Member Expires = new(
        "expires", Params.OptionalTime, "When it expires, in milliseconds since 1970; never when absent or null.");

    public static readonly Member TokenId = new Member("token_id", Schema.Integer(1), "The number of the token.").Required();

    private static readonly MethodCheck RolesKnown = new(
        "`roles`, unless absent or null, is a list of roles there are",
        Illegal("roles must be a list"), Illegal("index {i} of roles is not a string"), Illegal("there is no role {role}; roles are {roles}"));

    private static readonly MethodCheck NotLast = new(
        "It is not the last enabled account with full administration, or keeps it",
        Illegal("account {user} is the last enabled one with full administration"));

    public static readonly MethodDescriptor WhoAmI = new("Standalone.whoami", Group, "Tells who the caller is")
    {
        Rights = new(TokenRequirement.Required),
        Result = new ObjectSchema(
            new Member("user", Schema.Text(), "The account.").Required(),
            new Member("display_name", Schema.Text(), "The name that people read.").Required(),
            new Member("roles", new ArraySchema(Schema.Text()), "Its roles.").Required(),
            new Member("administration", Schema.OneOf("full", "read", "none"), "What `as_admin` allows.").Required()),
        Checks = [RequiredToken],
        Examples = [new("alice", null, """{"user": "alice", "display_name": "Alice", "roles": [], "administration": "none"}""")],
    };

    public static readonly MethodDescriptor CreateAccount = Method("create_account", "Makes an account") with
    {
        Parameters = new(User, DisplayName, Roles),
        Checks =
        [
            .. First("create_account"), Text("user"), OptionalText("display_name"),
            new("The account is new", Illegal("user {user} exists already")), RolesKnown,
        ],
        Examples = [new("admin", """{"user": "carol", "display_name": "Carol", "roles": ["read_admin"]}""", Carol)],
    };

    public static readonly MethodDescriptor ListAccounts = Method("list_accounts", "Lists all accounts, disabled ones too") with
    {
        Parameters = null,
        Result = new ArraySchema(StandaloneSchemas.Account),
        Checks = AdministratorChecks("list_accounts"),
        Examples = [new("admin", null, $"[{FirstAccounts}, {Carol}]")],
    };

    public static readonly MethodDescriptor DisableAccount = Method("disable_account", "Disables an account, which is then as good as none") with
    {
        Checks = [.. First("disable_account"), Text("user"), AccountExists, NotLast],
        Examples = [new("admin", """{"user": "carol"}""", $"{NewCarol}1795304625240}}")],
    };

    public static readonly MethodDescriptor EnableAccount = Method("enable_account", "Enables an account that was disabled") with
    {
        Checks = [.. First("enable_account"), Text("user"), AccountExists],
        Examples = [new("admin", """{"user": "carol"}""", Carol)],
    };

    public static readonly MethodDescriptor SetRoles = Method("set_roles", "Replaces the roles of an account") with
    {
        Parameters = new(User, Roles),
        Checks = [.. First("set_roles"), Text("user"), RolesKnown, AccountExists, NotLast],
        Examples = [new("admin", """{"user": "carol", "roles": ["read_admin"]}""", Carol)],
    };

    public static readonly MethodDescriptor IssueToken = Method("issue_token", "Issues a token for an account") with
    {
        Parameters = new(User, Description, Expires),
        Result = StandaloneSchemas.IssuedToken,
        Checks =
        [
            .. First("issue_token"), Text("user"), OptionalText("description"),
            new("`expires`, unless absent or null, is a moment after now",
                Illegal("expires must be an integer"), Illegal("expires must be a moment after now, in milliseconds since the epoch")),
            AccountExists,
            new("The account is enabled", Illegal("account {user} is disabled")),
        ],
        Examples = [new("admin", """{"user": "carol", "description": "her laptop"}""", $$"""{"token": "sst_Qb2VYw1yqJm7o0Kq0m3yN5rWl4sXh8uTz6pEaD9cGfI", {{Token[1..]}}""")],
        Notes = "The token is shown this once; the database has its SHA-256 only.",
    };

    public static readonly MethodDescriptor ListTokens = Method("list_tokens", "Lists the tokens of an account, oldest first, without themselves") with
    {
        Result = new ArraySchema(StandaloneSchemas.Token),
        Checks = [.. First("list_tokens"), Text("user"), AccountExists],
        Examples = [new("admin", """{"user": "carol"}""", $"[{Token}]")],
    };

    public static readonly MethodDescriptor RevokeToken = Method("revoke_token", "Revokes a token for ever, at once") with
    {
        Parameters = new(TokenId),
        Result = StandaloneSchemas.Token,
        Checks = [.. First("revoke_token"), Number("token_id"), new("The token exists", Illegal("there is no token with id {token_id}"))],
        Examples = [new("admin", """{"token_id": 4}""", $"{NewToken}1795304625333}}")],
    };

    private static MethodCheck[] First(string method) => [.. AdministratorChecks(method), KnownMembers, NotNull];

    private static MethodDescriptor Method(string name, string summary) => new($"Standalone.{name}", Group, summary)
    {
        Rights = Administrators,
        Parameters = new(User),
        Result = StandaloneSchemas.Account,
        Checks = [],
        Examples = [],
    };
}
