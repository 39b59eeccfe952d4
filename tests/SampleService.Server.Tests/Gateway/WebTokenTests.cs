using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Http;
using SampleService.Testing.Json;
using SampleService.Testing.Postgres;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Gateway;

/// <summary>Tokens of an issuer through the gateway door of whole processes.</summary>
public sealed class WebTokenTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private IssuerFake _issuer = null!;

    public async Task InitializeAsync() => _issuer = await IssuerFake.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _issuer.DisposeAsync();
    }

    [PostgresFact]
    public async Task Call_FirstTokensThroughTwoProcessesAtOnce_BindEachNameOnce()
    {
        await using var processes = await TwoProcesses.StartAsync(Settings());
        for (var round = 0; round < 5; round++)
        {
            // Two subjects want one name, each through both processes.
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i => (
                Subject: i / 2 % 2,
                Answer: await CallAsync(processes.All[i % 2], Token($"subject-{round}-{i / 2 % 2}", $"user{round}"), "Standalone.whoami"))));

            var winner = Assert.Single(answers.Where(each => each.Answer.Status == HttpStatusCode.OK).Select(each => each.Subject).Distinct());
            Assert.All(answers.Where(each => each.Subject == winner), each => Assert.Contains($"\"user\":\"user{round}\"", each.Answer.Body));
            Assert.All(answers.Where(each => each.Subject != winner), each => AssertRefused("invalid_grant", each.Answer));
        }
    }

    [PostgresFact]
    public async Task Call_AccountDisabledThroughAnotherProcess_IsRefusedAtOnce()
    {
        await using var processes = await TwoProcesses.StartAsync(Settings());
        var (here, other) = (processes.All[0], processes.All[1]);
        var dora = Token("d-1", "dora");
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(here, dora, "Standalone.whoami")).Status);

        var disabled = await CallAsync(
            other, Token("b-1", "boss", "sample-full-admin"), "Standalone.disable_account", """{"user":"dora"}""");

        Assert.Contains("\"result\"", disabled.Body);
        AssertRefused("invalid_token", await CallAsync(here, dora, "SampleService.status"));
    }

    [Fact]
    public async Task Login_TokenOfAnIssuer_SessionIsItsOwnersUntilTheAccountIsDisabled()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = Settings() });
        using var client = new SessionClient(server.Url);
        var session = await client.LogInAsync(Token("d-1", "dora"));
        Assert.Contains("\"user\":\"dora\"", (await client.CallAsync(session, "Standalone.whoami")).Body, StringComparison.Ordinal);

        var boss = Token("b-1", "boss", "sample-full-admin");
        var disabled = await CallAsync(server, boss, "Standalone.disable_account", """{"user":"dora"}""");

        Assert.Contains("\"result\"", disabled.Body);
        Assert.Equal("401 Invalid_session", (await client.CallAsync(session)).Outcome);
    }

    [Fact]
    public async Task Call_FirstTokenOfAnAdministratorDuringARestore_CanEndIt()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = Settings() });
        Assert.Contains("\"result\":null", (await CallAsync(server, Token("b-1", "boss", "sample-full-admin"), "PlatformState.set", """{"state":20}""")).Body);

        var cleared = await CallAsync(server, Token("c-1", "chief", "sample-full-admin"), "PlatformState.clear", """{"state":20}""");

        Assert.Contains("\"result\":null", cleared.Body);
        // A restore replaces the accounts, so none was made meanwhile.
        var accounts = await CallAsync(server, Token("b-1", "boss", "sample-full-admin"), "Standalone.list_accounts");
        Assert.Contains("\"user\":\"boss\"", accounts.Body);
        Assert.DoesNotContain("chief", accounts.Body);
    }

    [Fact]
    public async Task Login_DuringARestore_GivesASessionThatCanBeEnded()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = Settings() });
        using var client = new SessionClient(server.Url);
        var boss = Token("b-1", "boss", "sample-full-admin");
        Assert.Contains("\"result\":null", (await CallAsync(server, boss, "PlatformState.set", """{"state":20}""")).Body);

        var session = await client.LogInAsync(boss);

        Assert.Contains("-32005", (await client.CallAsync(session, "Standalone.whoami")).Body, StringComparison.Ordinal);
        Assert.Equal(204, (await client.LogOutAsync(session)).Status);
    }

    [Fact]
    public async Task Call_IssuerBesideKBase_UserHasThePrefixAndKBaseIsNotAsked()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            Environment = Settings(("Gateway__Issuers__0__UserPrefix", "orcid:")),
        });
        var asked = fakes.Auth.Calls.Count;

        var created = await CallAsync(
            server, Token("0000-0002-1825-0097", null), "SampleService.create_sample",
            """{"sample":{"name":"s","node_tree":[{"id":"root","type":"BioReplicate"}]}}""");
        var id = JsonText.ParseMap(created.Body).Map("result")!.RequiredText("id");
        var acls = await CallAsync(server, Token("b-1", "boss", "sample-read-admin"), "SampleService.get_sample_acls", $$"""{"id":"{{id}}","as_admin":true}""");

        Assert.Contains("\"owner\":\"orcid:0000-0002-1825-0097\"", acls.Body);
        Assert.Equal(asked, fakes.Auth.Calls.Count);
    }

    [Fact]
    public async Task Call_IssuerIsDown_TellsWhoCannotBeAsked()
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = Settings() });
        _issuer.IsDown = true;

        var answer = await CallAsync(server, Token("d-1", "dora"), "SampleService.status");

        Assert.Contains("70020", answer.Body);
        Assert.Contains($"The keys of the token issuer {_issuer.Authority} could not be read", answer.Body);
    }

    private Dictionary<string, string> Settings(params (string Name, string Value)[] more) =>
        more.Append(("Gateway__Issuers__0__Authority", _issuer.Authority)).Append(("Gateway__Issuers__0__Audience", IssuerFake.Audience))
            .ToDictionary(setting => setting.Item1, setting => setting.Item2);

    private string Token(string subject, string? name, params string[] roles) =>
        _issuer.Token(("sub", subject), ("preferred_username", name), ("roles", roles));

    private async Task<(HttpStatusCode Status, string Body)> CallAsync(ServerProcess server, string token, string method, string argument = "{}")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, "gateway/json-rpc"))
        {
            Content = new StringContent(
                $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{argument}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static void AssertRefused(string error, (HttpStatusCode Status, string Body) answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains($"\"error\":\"{error}\"", answer.Body);
    }

    /// <summary>Two stand-alone processes on one database.</summary>
    private sealed class TwoProcesses(PostgresServer postgres, string database, ServerProcess[] all) : IAsyncDisposable
    {
        public ServerProcess[] All => all;

        public static async Task<TwoProcesses> StartAsync(Dictionary<string, string> settings)
        {
            var postgres = await PostgresServer.SharedAsync();
            var database = await postgres.CreateDatabaseAsync();
            var options = new ServerOptions
            {
                Environment = new Dictionary<string, string>(settings)
                {
                    ["Storage__Provider"] = "PostgreSql",
                    ["Storage__ConnectionString"] =
                        postgres.ConnectionString(database),
                    ["Storage__MigrateOnStart"] = "true",
                },
            };
            return new TwoProcesses(
                postgres, database, await Task.WhenAll(ServerProcess.StartAsync(options), ServerProcess.StartAsync(options)));
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in all)
                await process.DisposeAsync();
            await postgres.DropDatabaseAsync(database);
        }
    }
}
