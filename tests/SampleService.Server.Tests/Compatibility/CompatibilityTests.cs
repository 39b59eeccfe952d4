using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Compatibility;

/// <summary>The settings <c>Compatibility:*</c>: their defaults in both kinds of deployment, and when they are given.</summary>
public sealed class CompatibilityTests
{
    private const string Metadata = """{"k":{"a":12.0,"b":1e3,"c":-0.0,"d":2.50,"e":7,"f":"1.0"}}""";
    private const string AsSent = """{"k":{"a":12.0,"b":1e3,"c":-0.0,"d":2.50,"e":7,"f":"1.0"}}""";
    private const string Shortest = """{"k":{"a":12,"b":1000,"c":0,"d":2.5,"e":7,"f":"1.0"}}""";

    [Theory]
    [InlineData(null, true, AsSent)]
    [InlineData("AsSent", true, AsSent)]
    [InlineData("Shortest", false, Shortest)]
    public async Task Standalone_IsStrictAndGivesNumbersAsSent_UnlessToldOtherwise(string? numbers, bool isStrict, string metadata)
    {
        await using var server = await ServerProcess.StartAsync(new ServerOptions { Environment = Settings(numbers, isStrict) });
        var tokens = SeedTokens.Of(server);
        using var user = new RpcClient(server.Url, tokens.Alice);
        using var stranger = new RpcClient(server.Url, "sst_wrong");
        using var bearer = new RpcClient(server.Url, $"Bearer {tokens.Alice}");

        await AssertNumbersAsync(user, metadata);
        await AssertStrictnessAsync(stranger, bearer, isStrict, "Invalid token");
        Assert.Contains($"Compatibility: {(isStrict ? "strict" : "as the old service")}, numbers {numbers ?? "AsSent"}\n", server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false, Shortest)]
    [InlineData("Shortest", false, Shortest)]
    [InlineData("AsSent", true, AsSent)]
    public async Task KBase_IsLenientAndGivesNumbersInShortestForm_UnlessToldOtherwise(string? numbers, bool isStrict, string metadata)
    {
        await using var fakes = await KBaseFakes.StartAsync();
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            Environment = Settings(numbers, isStrict),
        });
        using var user = new RpcClient(server.Url, "token-user1");
        using var stranger = new RpcClient(server.Url, "token-of-nobody");
        using var bearer = new RpcClient(server.Url, "Bearer token-user1");

        await AssertNumbersAsync(user, metadata);
        await AssertStrictnessAsync(stranger, bearer, isStrict, "Error connecting to auth service: 401 Unauthorized\n10020 Invalid token");
    }

    [Theory]
    [InlineData("--Compatibility:Strict=perhaps", "Compatibility:Strict")]
    [InlineData("--Compatibility:NumberForm=Longest", "Compatibility:NumberForm")]
    [InlineData("--Compatibility:NumberForm=7", "Compatibility:NumberForm")]
    [InlineData("--Compatibility:Nope=1", "Compatibility:Nope")]
    [InlineData("--Proxy:Trusted=10.0.0.0/33", "Proxy:Trusted")]
    [InlineData("--Proxy:Trusted=127.0.0.1, proxy.example.org", "proxy.example.org")]
    public async Task Start_WrongValue_IsRefusedByName(string argument, string named)
    {
        using var folder = new TemporaryDirectory();
        var run = await ServerRun.ToEndAsync(new ServerOptions { DataDirectory = folder.Path, Arguments = [argument] });

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(named, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static Dictionary<string, string> Settings(string? numbers, bool isStrict) => numbers is null
        ? []
        : new() { ["Compatibility__NumberForm"] = numbers, ["Compatibility__Strict"] = isStrict ? "true" : "false" };

    /// <summary>The first reads come from the database, later ones from the caches.</summary>
    private static async Task AssertNumbersAsync(RpcClient client, string metadata)
    {
        var (id, _) = await client.SaveAsync(SampleText.Small(metadata: Metadata));
        var expected = $"\"meta_user\":{metadata},";
        for (var read = 0; read < 4; read++)
        {
            Assert.Contains(expected, (await client.CallAsync("SampleService.get_samples", $$"""{"samples":[{"id":"{{id}}"}]}""")).Body, StringComparison.Ordinal);
            Assert.Contains(expected, (await client.CallAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""")).Body, StringComparison.Ordinal);
        }
    }

    private static async Task AssertStrictnessAsync(RpcClient stranger, RpcClient bearer, bool isStrict, string reason)
    {
        const string NoSample = """{"id":"00000000-0000-4000-8000-000000000000"}""";
        var read = await stranger.CallAsync("SampleService.get_sample", NoSample);
        var save = await bearer.CallAsync("SampleService.create_sample", $$"""{"sample":{{SampleText.Small()}}}""");
        var unknown = await stranger.CallAsync("SampleService.get_sampel", NoSample);
        var batch = await stranger.SendAsync("[]"u8.ToArray());
        if (isStrict)
        {
            read.AssertError(-32000, $"Token validation failed: {reason}");
            Assert.Equal(200, save.Status);
            unknown.AssertError(-32601, "SampleService.get_sampel is not known here; near names: SampleService.get_sample, SampleService.get_samples");
            batch.AssertError(-32600, "a batch is not taken here");
        }
        else
        {
            read.AssertRefused("50010 No such sample: 00000000-0000-4000-8000-000000000000");
            Assert.Equal(500, save.Status);
            unknown.AssertError(-32601, null);
            batch.AssertError(-32600, null);
        }
    }
}
