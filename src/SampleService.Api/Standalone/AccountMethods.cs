using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;
using SampleService.Upstream.Standalone;

namespace SampleService.Api;

/// <summary>Accounts, roles and tokens of a stand-alone deployment (docs/standalone.md).</summary>
internal sealed class AccountMethods(
    IStandaloneAdministration standalone, Administration administration, StandaloneMethods methods) : IMethodGroup
{
    public IEnumerable<RpcMethod> Methods =>
    [
        new(AccountDescriptors.WhoAmI, WhoAmI),
        methods.Method(AccountDescriptors.CreateAccount, async (call, argument, result) => StandaloneJson.Write(result, await standalone.CreateAccountAsync(
            StandaloneArguments.User(argument), StandaloneArguments.OptionalText(argument, AccountDescriptors.DisplayName),
            StandaloneArguments.Texts(argument, AccountDescriptors.Roles), call.Cancellation))),
        methods.Method(AccountDescriptors.ListAccounts, async (call, argument, result) => JsonList.Write(
            result, await standalone.ListAccountsAsync(call.Cancellation), StandaloneJson.Write)),
        methods.Method(AccountDescriptors.DisableAccount, (call, argument, result) => SetDisabled(call, argument, result, true)),
        methods.Method(AccountDescriptors.EnableAccount, (call, argument, result) => SetDisabled(call, argument, result, false)),
        methods.Method(AccountDescriptors.SetRoles, async (call, argument, result) => StandaloneJson.Write(result, await standalone.SetRolesAsync(
            StandaloneArguments.User(argument), StandaloneArguments.Texts(argument, AccountDescriptors.Roles), call.Cancellation))),
        methods.Method(AccountDescriptors.IssueToken, async (call, argument, result) => StandaloneJson.Write(result, await standalone.IssueTokenAsync(
            StandaloneArguments.User(argument), StandaloneArguments.OptionalText(argument, AccountDescriptors.Description),
            StandaloneArguments.OptionalTime(argument, AccountDescriptors.Expires), call.Cancellation))),
        methods.Method(AccountDescriptors.ListTokens, async (call, argument, result) => JsonList.Write(
            result, await standalone.ListTokensAsync(StandaloneArguments.User(argument), call.Cancellation), StandaloneJson.Write)),
        methods.Method(AccountDescriptors.RevokeToken, async (call, argument, result) => StandaloneJson.Write(result, await standalone.RevokeTokenAsync(
            new TokenId(StandaloneArguments.RequiredNumber(argument, AccountDescriptors.TokenId)), call.Cancellation))),
    ];

    private async ValueTask WhoAmI(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var user = Administration.UserOf(call)!.Value;
        var account = call.Request.Identity is { IsOperator: true }
            ? null
            : await standalone.GetAccountAsync(user, call.Cancellation);
        var right = await administration.RightOfAsync(call);
        result.Raw("{\"user\":"u8);
        result.Text(user.Value);
        result.Raw(",\"display_name\":"u8);
        result.Text(account?.DisplayName ?? user.Value);
        result.Raw(",\"roles\":"u8);
        JsonList.Write(result, account?.Roles ?? [], static (output, role) => output.Text(role));
        result.Raw(",\"administration\":"u8);
        result.Text(right switch { AdministratorRight.Full => "full", AdministratorRight.Read => "read", _ => "none" });
        result.Raw("}"u8);
    }

    private async ValueTask SetDisabled(RpcCall call, JsonValue argument, JsonOutput result, bool disabled) =>
        StandaloneJson.Write(result, await standalone.SetAccountDisabledAsync(
            StandaloneArguments.User(argument), disabled, call.Cancellation));
}
