using SampleService.Cluster.Tests.Databases;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Http;
using SampleService.Testing.Postgres;

namespace SampleService.Cluster.Tests.Faults;

/// <summary>PostgreSQL is stopped while there are sessions.</summary>
[Collection(SerialCollection.Name)]
public sealed class SessionFaultTests
{
    private const string Token = "token-user1";
    private const string Unavailable = "503 temporarily_unavailable";

    [PostgresTheory]
    [InlineData("Shared")]
    [InlineData("Exclusive")]
    public async Task Sessions_DatabaseStopped_FailUntilItIsBackAndGoOn(string sharing)
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var service = await FaultyService.StartAsync(
            await PostgresDatabase.CreateAsync(postgres), ("Storage__Sharing", sharing), ("Cluster__Membership", "Alone"));
        using var client = new SessionClient(service.Process.Url);
        var (session, other) = (await client.LogInAsync(Token), await client.LogInAsync(Token));
        Assert.Equal("200", (await client.CallAsync(other)).Outcome);

        await postgres.StopImmediatelyAsync();
        Assert.Equal(Unavailable, (await client.PostAsync("login", "{}", SessionClient.Bearer(Token))).Outcome);
        Assert.Equal(Unavailable, (await client.LogOutAsync(session)).Outcome);
        Assert.Contains("70030", (await client.CallAsync(other)).Body, StringComparison.Ordinal);
        await postgres.RestartAsync();

        await Eventually.IsTrueAsync(
            async () => (await client.CallAsync(other)).Body.Contains("\"result\"", StringComparison.Ordinal), "the session goes on");
        await Eventually.IsTrueAsync(async () => (await client.LogOutAsync(session)).Outcome is "204", "the session ends");
        Assert.Equal("401 Invalid_session", (await client.CallAsync(session)).Outcome);
        Assert.NotNull(await client.LogInAsync(Token));
    }
}
