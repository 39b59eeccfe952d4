using System.Text.Json.Nodes;

namespace SampleService.Conformance.Tests.Doors;

/// <summary>
/// The cases of the gateway and of the Unix socket (<c>cases_doors</c>), each file in its order against a fresh deployment, since later cases
/// use what earlier ones made.
/// </summary>
public sealed class DoorCaseTests
{
    [Fact]
    public Task Cases_Gateway_AreAnsweredAsExpected() => RunAsync("gateway.json", []);

    [LinuxFact]
    public Task Cases_Node_AreAnsweredAsExpected() => RunAsync("node.json", []);

    [LinuxFact]
    public Task Cases_OpenSocketAndGatewayId_AreAnsweredAsExpected() => RunAsync("open_socket_and_gateway_id.json", new()
    {
        ["Node__Restricted"] = "false",
        ["Gateway__RequireGatewayId"] = "true",
        ["Gateway__GatewayIds__0"] = "gw-1",
        ["Gateway__GatewayIds__1"] = "gw-2",
    });

    private static async Task RunAsync(string file, Dictionary<string, string> settings)
    {
        var cases = JsonNode.Parse(await File.ReadAllTextAsync(Suites.PathOf(Path.Combine("cases_doors", file))))!.AsArray();
        await using var service = await DoorService.StartAsync(settings);
        using var runner = new DoorCaseRunner(service);
        var failures = new List<string>();
        foreach (var one in cases)
            if (await runner.RunAsync(one!.AsObject()) is { } failure)
                failures.Add($"{one["name"]}: {failure}");
        Assert.True(cases.Count > 10 && failures.Count == 0, string.Join('\n', failures));
    }
}
