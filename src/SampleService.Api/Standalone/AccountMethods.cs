using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;
using SampleService.Upstream.Standalone;

namespace SampleService.Api;

/// <summary>Accounts, roles and tokens of a stand-alone deployment (docs/standalone.md).</summary>
internal sealed class AccountMethods(
    IStandaloneAdministration standalone, IAdministratorRoles administrators, StandaloneMethods methods) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new("Standalone.whoami", TokenRequirement.Required, WhoAmI) { TakesArgument = false },
        methods.Method("create_account", async (call, argument, result) => StandaloneJson.Write(result, await standalone.CreateAccountAsync(
            StandaloneArguments.User(argument), StandaloneArguments.OptionalText(argument, "display_name"),
            StandaloneArguments.Texts(argument, "roles"), call.Cancellation))),
        methods.Listing("list_accounts", async (call, argument, result) => StandaloneJson.WriteList(
            result, await standalone.ListAccountsAsync(call.Cancellation), StandaloneJson.Write)),
        methods.Method("disable_account", (call, argument, result) => SetDisabled(call, argument, result, true)),
        methods.Method("enable_account", (call, argument, result) => SetDisabled(call, argument, result, false)),
        methods.Method("set_roles", async (call, argument, result) => StandaloneJson.Write(result, await standalone.SetRolesAsync(
            StandaloneArguments.User(argument), StandaloneArguments.Texts(argument, "roles"), call.Cancellation))),
        methods.Method("issue_token", async (call, argument, result) => StandaloneJson.Write(result, await standalone.IssueTokenAsync(
            StandaloneArguments.User(argument), StandaloneArguments.OptionalText(argument, "description"),
            StandaloneArguments.OptionalTime(argument, "expires"), call.Cancellation))),
        methods.Method("list_tokens", async (call, argument, result) => StandaloneJson.WriteList(
            result, await standalone.ListTokensAsync(StandaloneArguments.User(argument), call.Cancellation), StandaloneJson.Write)),
        methods.Method("revoke_token", async (call, argument, result) => StandaloneJson.Write(result, await standalone.RevokeTokenAsync(
            new TokenId(StandaloneArguments.RequiredNumber(argument, "token_id")), call.Cancellation))),
    ];

    private async ValueTask WhoAmI(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var user = Administration.UserOf(call)!.Value;
        var account = await standalone.GetAccountAsync(user, call.Cancellation);
        var right = await administrators.FindRightAsync(call.Token!, user, call.Cancellation);
        result.Raw("{\"user\":"u8);
        result.Text(account.Name.Value);
        result.Raw(",\"display_name\":"u8);
        result.Text(account.DisplayName);
        result.Raw(",\"roles\":"u8);
        StandaloneJson.WriteList(result, account.Roles, static (output, role) => output.Text(role));
        result.Raw(",\"administration\":"u8);
        result.Text(right switch { AdministratorRight.Full => "full", AdministratorRight.Read => "read", _ => "none" });
        result.Raw("}"u8);
    }

    private async ValueTask SetDisabled(RpcCall call, JsonValue argument, JsonOutput result, bool disabled) =>
        StandaloneJson.Write(result, await standalone.SetAccountDisabledAsync(
            StandaloneArguments.User(argument), disabled, call.Cancellation));
}
