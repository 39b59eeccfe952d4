using SampleService.Cluster.Tests.Applying;
using SampleService.Cluster.Tests.Databases;
using SampleService.Cluster.Tests.Disturbed;
using Xunit.Abstractions;

namespace SampleService.Cluster.Tests;

/// <summary>
/// Callers send calls of many writes, each with a name, while one server after the other is killed and started again. They repeat what broke off until
/// it is answered: then each call was done once, wholly or not at all, and is answered as before for ever.
/// </summary>
[Collection(SerialCollection.Name)]
public sealed class ApplyKilledTests(ITestOutputHelper output)
{
    private const int CallerCount = 8;
    private const int SharedCount = 3;
    private const int AnswersBetween = 12;
    private const int LinkLimit = 10_000;

    [PostgresTheory]
    [InlineData(Sharing.Alone)]
    [InlineData(Sharing.Cluster)]
    public async Task Apply_ServersOnPostgreSqlAreKilled_IsDoneOnceAndAnsweredAlike(Sharing sharing) =>
        await KillAsync(await PostgresDatabase.CreateAsync(), sharing, servers: 3, kills: 3);

    [Fact]
    public async Task Apply_ServerOnSqliteIsKilled_IsDoneOnceAndAnsweredAlike() =>
        await KillAsync(new SqliteFile(), Sharing.Alone, servers: 1, kills: 2);

    private async Task KillAsync(IDeploymentDatabase database, Sharing sharing, int servers, int kills)
    {
        await using var deployment = await Deployment.CreateAsync(LinkLimit, sharing, database);
        await using var members = await Servers.StartAsync(deployment.Options, servers);
        using var rpc = new RpcClient();
        Task<Answer> Call(int server, string method, object argument) => rpc.CallAsync(members[server].Process.Url, "user1", method, argument);
        var upa = deployment.NewObject();
        var shared = new List<string>();
        while (shared.Count < SharedCount)
            shared.Add((await Call(0, "apply", Operations.Call(null, Operations.Save("shared"))))
                .Value.GetProperty("results")[0].GetProperty("result").GetProperty("id").GetString()!);

        using var callers = new NamedCallers(members, rpc, upa, shared);
        callers.Start(CallerCount);
        for (var kill = 0; kill < kills; kill++)
        {
            await callers.AnsweredAsync(AnswersBetween);
            await callers.UnderWayAsync();
            var member = members[kill % servers];
            member.Process.Kill();
            member.IsOpen = false;
            // The others answer while it is gone.
            if (servers > 1)
                await callers.AnsweredAsync(AnswersBetween);
            await members.RestartAsync(kill % servers);
        }

        await callers.AnsweredAsync(AnswersBetween);
        await callers.StopAsync();
        output.WriteLine(
            $"{callers.Answered.Count} calls, {callers.Answered.Count(call => call.IsApplied)} of them done; {callers.BrokenOff} answers broke off");
        Assert.NotEqual(0, callers.BrokenOff);
        for (var server = 0; server < servers; server++)
        {
            var asked = server;
            await new NamedCallCheck((method, argument) => Call(asked, method, argument), deployment, upa, shared, callers.Answered).RunAsync();
        }
    }
}
