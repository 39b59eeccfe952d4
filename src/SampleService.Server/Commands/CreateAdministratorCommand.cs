using SampleService.Domain;
using SampleService.Upstream.Standalone;

namespace SampleService.Server;

/// <summary>
/// <c>create-administrator NAME</c>: makes an account with full administration in a stand-alone deployment and prints
/// a token for it, once. Whoever may use the database may do that.
/// </summary>
internal sealed class CreateAdministratorCommand : IServiceCommand
{
    public string Name => "create-administrator";

    public string Argument => "NAME";

    public async Task RunAsync(Settings settings, string? argument, TextWriter output)
    {
        await using var services = CommandServices.Build(settings);
        services.OpenStorage();
        var standalone = services.GetRequiredService<IStandaloneAdministration>();
        var options = services.GetRequiredService<StandaloneOptions>();
        var name = new UserName(ContractText.Required(argument!, "NAME"));
        await standalone.CreateAccountAsync(name, null, [options.FullAdministratorRoles[0]], CancellationToken.None);
        var issued = await standalone.IssueTokenAsync(name, "made with the account", null, CancellationToken.None);
        await output.WriteLineAsync($"Made the account {name} with full administration. Its token, shown this once:");
        await output.WriteLineAsync(issued.Token);
    }
}
