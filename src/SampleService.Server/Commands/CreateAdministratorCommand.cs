using SampleService.Api;
using SampleService.Domain;
using SampleService.Upstream.Standalone;

namespace SampleService.Server;

/// <summary>
/// <c>create-administrator NAME</c>: makes an account with full administration in a stand-alone deployment and prints
/// a token for it, once. Access to the database is the only right it needs.
/// </summary>
internal sealed class CreateAdministratorCommand : IServiceCommand
{
    public string Name => "create-administrator";

    public IReadOnlyList<string> Arguments => ["NAME"];

    public async Task<int> RunAsync(Settings settings, string[] arguments, TextWriter output)
    {
        await using var services = CommandServices.Build(settings);
        services.OpenStorage();
        var standalone = services.GetRequiredService<IStandaloneAdministration>();
        var options = services.GetRequiredService<StandaloneOptions>();
        var name = new UserName(ContractText.Required(arguments[0], "NAME"));
        var role = options.FullAdministratorRoles[0];
        var accounts = await standalone.ListAccountsAsync(CancellationToken.None);
        // An account that has the role already gets another token: an earlier run may have ended before it printed one.
        if (!accounts.Any(account => account.Name == name && account.Disabled is null && account.Roles.Contains(role)))
            await standalone.CreateAccountAsync(name, null, [role], CancellationToken.None);
        AdministrationLog.Command(
            services.GetRequiredService<ILoggerFactory>().CreateLogger(AdministrationLog.Category), Name, name.Value, Environment.UserName);
        var issued = await standalone.IssueTokenAsync(name, "made on the command line", null, CancellationToken.None);
        await output.WriteLineAsync($"{name} has full administration. A new token, shown this once:");
        await output.WriteLineAsync(issued.Token);
        return 0;
    }
}
