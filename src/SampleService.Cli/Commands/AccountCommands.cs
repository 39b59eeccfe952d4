using System.CommandLine;
using System.Text.Json;

namespace SampleService.Cli;

/// <summary>Commands about accounts and their tokens, in a deployment with users of its own.</summary>
internal static class AccountCommands
{
    private static readonly Column[] Account =
        [Column.Text("user"), Column.Text("display_name", "name"), Column.Text("roles"), Column.Time("created"), Column.Time("disabled")];

    private static readonly Column[] Token =
        [Column.Text("token_id"), Column.Text("user"), Column.Text("description"), Column.Time("created"), Column.Time("expires"), Column.Time("revoked")];

    public static Command Accounts => new CliCommand("account", "Accounts, in a deployment with users of its own.").Has(
        new CallCommand("list", "List all accounts, disabled ones too.", "Standalone.list_accounts", Views.List(Account), "samplectl account list"),
        new CallCommand(
            "create", "Make an account. It has no token yet: token issue gives it one.", "Standalone.create_account", Views.One(Account),
            "samplectl account create carol --display-name Carol --role read_admin")
            .Takes("user", User())
            .Takes("display_name", new Option<string?>("--display-name") { Description = "The name that people read.", HelpName = "TEXT" })
            .Takes("roles", Role()),
        new CallCommand(
            "disable", "Disable an account, which is then as good as none.", "Standalone.disable_account", Views.One(Account), "samplectl account disable carol")
            .Takes("user", User()),
        new CallCommand(
            "enable", "Enable an account that was disabled.", "Standalone.enable_account", Views.One(Account), "samplectl account enable carol")
            .Takes("user", User()),
        Roles(),
        new CallCommand(
            "whoami", "Tell who the caller is.", "Standalone.whoami",
            Views.One(Column.Text("user"), Column.Text("display_name", "name"), Column.Text("roles"), Column.Text("administration")),
            "samplectl --url http://127.0.0.1:5000 account whoami"));

    public static Command Tokens => new CliCommand("token", "Tokens of accounts.").Has(
        new CallCommand(
            "issue", "Issue a token for an account. It is shown this once.", "Standalone.issue_token", Views.One([Column.Text("token"), .. Token]),
            "samplectl token issue carol --description \"her laptop\"", "samplectl token issue carol --expires 2027-01-01")
            .Takes("user", User())
            .Takes("description", new Option<string?>("--description") { Description = "What the token is for.", HelpName = "TEXT" })
            .Takes("expires", Moments.Option("--expires", "When it expires; never when not given.")),
        new CallCommand(
            "list", "List the tokens of an account, without themselves.", "Standalone.list_tokens", Views.List(Token), "samplectl token list carol")
            .Takes("user", User()),
        new CallCommand("revoke", "Revoke a token.", "Standalone.revoke_token", Views.One(Token), "samplectl token revoke 4")
            .Takes("token_id", new Argument<long>("TOKEN_ID") { Description = "Its number, as token list shows it." }));

    public static Argument<string> User(string description = "The account.") => new("USER") { Description = description };

    private static Option<string[]> Role()
    {
        var role = new Option<string[]>("--role") { Description = "A role; may be given more than once.", HelpName = "full_admin|read_admin" };
        role.AcceptOnlyFromAmong("full_admin", "read_admin");
        return role;
    }

    /// <summary>An empty list is sent too: it takes all roles away.</summary>
    private static CallCommand Roles()
    {
        var roles = new Argument<string[]>("ROLE") { Description = "All roles that the account is to have: full_admin, read_admin; none takes them away.", HelpName = "ROLE", Arity = ArgumentArity.ZeroOrMore };
        roles.AcceptOnlyFromAmong("full_admin", "read_admin");
        var command = new CallCommand(
            "roles", "Replace the roles of an account.", "Standalone.set_roles", Views.One(Account), "samplectl account roles carol read_admin", "samplectl account roles carol")
            .Takes("user", User());
        command.Arguments.Add(roles);
        return command.Sends((given, writer) => WriteList(writer, "roles", given.GetValue(roles) ?? []));
    }

    private static void WriteList(Utf8JsonWriter writer, string member, string[] items)
    {
        writer.WriteStartArray(member);
        foreach (var item in items)
            writer.WriteStringValue(item);
        writer.WriteEndArray();
    }
}
