using System.CommandLine;
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
    private readonly Argument<string> _name = new("NAME") { Description = "The user; an account that administers already gets one more token." };

    public CreateAdministratorCommand() => Syntax = new(
        "create-administrator",
        "Makes an account with full administration in a deployment with users of its own, and prints its token, once.")
    {
        _name,
    };

    public Command Syntax { get; }

    public async Task<int> RunAsync(Settings settings, ParseResult line, TextWriter output)
    {
        await using var services = CommandServices.Build(settings);
        await services.OpenStorageAsync();
        var standalone = services.GetRequiredService<IStandaloneAdministration>();
        var options = services.GetRequiredService<StandaloneOptions>();
        var name = new UserName(ContractText.Required(line.GetRequiredValue(_name), _name.Name));
        var role = options.FullAdministratorRoles[0];
        var accounts = await standalone.ListAccountsAsync(CancellationToken.None);
        // An account that has the role already gets another token: an earlier run may have ended before it printed one.
        if (!accounts.Any(account => account.Name == name && account.Disabled is null && account.Roles.Contains(role)))
            await standalone.CreateAccountAsync(name, null, [role], CancellationToken.None);
        AdministrationLog.Command(
            services.GetRequiredService<ILoggerFactory>().CreateLogger(AdministrationLog.Category), Syntax.Name, name.Value, Environment.UserName);
        var issued = await standalone.IssueTokenAsync(name, "made on the command line", null, CancellationToken.None);
        await output.WriteLineAsync($"{name} has full administration. A new token, shown this once:");
        await output.WriteLineAsync(issued.Token);
        return 0;
    }
}
