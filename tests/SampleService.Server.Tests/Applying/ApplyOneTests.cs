using SampleService.Server.Tests.Support;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Applying;

/// <summary>An operation by itself does what the method of its name does, and is told the same: any of them, in any order, by anybody.</summary>
public sealed class ApplyOneTests(ApplyServer server) : IClassFixture<ApplyServer>
{
    private const int Steps = 150;

    private static readonly string[] Users = ["bob", "alice", "admin", "nobody there"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Apply_OneOperation_IsTheMethodOfItsName(int seed)
    {
        // Two samples with a data unit each that are alike: one is changed by methods, the other by operations.
        var random = new Random(seed);
        var (one, _) = await server.Alice.SaveAsync(SampleText.Small());
        var (other, _) = await server.Alice.SaveAsync(SampleText.Small());
        for (var step = 0; step < Steps; step++)
        {
            var (method, members) = Draw(random);
            var client = random.Next(4) == 0 ? server.Bob : server.Alice;
            var single = await client.CallAsync($"SampleService.{method}", $"{{{Of(members, one, $"one {seed}")}}}");
            var applied = await client.MapAsync("SampleService.apply", $$"""{"operations":[{"op":"{{method}}",{{Of(members, other, $"other {seed}")}}}]}""");
            var result = applied.List("results").Cast<JsonMap>().Single();

            var told = result.Map("error")?.Text("message")?.Replace(other, one, StringComparison.Ordinal)
                .Replace($"other {seed}", $"one {seed}", StringComparison.Ordinal);
            Assert.Equal((method, members, single.Status == 200 ? null : single.Message), (method, members, told));
            Assert.Equal(await SeeAsync(one, seed, other), await SeeAsync(other, seed, one));
        }
    }

    /// <summary>All there is to see of a sample that does not differ from another one by nature.</summary>
    private async Task<string> SeeAsync(string id, int seed, string other)
    {
        var links = (await server.Admin.CallAsync("SampleService.find_links", $$"""{"sample":{"id":"{{id}}"},"state":"all","as_admin":true}""")).Result as JsonMap;
        var sample = await server.Alice.MapAsync("SampleService.get_sample", $$"""{"id":"{{id}}"}""");
        var acls = (await server.Alice.CallAsync("SampleService.get_sample_acls", $$"""{"id":"{{id}}"}""")).Body;
        var events = await server.Alice.MapAsync("SampleService.get_events", $$"""{"after":0,"sample":"{{id}}"}""");
        return string.Join(
            '\n',
            acls, $"{sample.Text("name")} {sample.Text("user")} {sample.Integer("version")}",
            string.Join(' ', links!.List("links").Cast<JsonMap>().Select(link => $"{link.Text("node")}/{link.Integer("version")}/{link.Find("expired") is null}")),
            string.Join(' ', events.List("events").Cast<JsonMap>().Select(one => $"{one.Text("type")} {one.Find("version")} {one.Find("acl_version")}")))
            .Replace(id, "it", StringComparison.Ordinal).Replace(other, "the other", StringComparison.Ordinal);
    }

    private static string Of(string members, string id, string dataId) =>
        members.Replace("ID", id, StringComparison.Ordinal).Replace("DATA", dataId, StringComparison.Ordinal);

    private static (string Method, string Members) Draw(Random random)
    {
        string User() => Users[random.Next(20) == 0 ? 3 : random.Next(3)];
        switch (random.Next(5))
        {
            case 0:
                var prior = random.Next(3) == 0 ? $",\"prior_version\":{random.Next(4)}" : "";
                return ("create_sample", $$"""
                    "sample":{"id":"ID","name":"v{{random.Next(9)}}","node_tree":[{"id":"root","type":"BioReplicate"}]}{{prior}}
                    """);
            case 1:
                return ("update_sample_acls", $$"""
                    "id":"ID","{{(random.Next(2) == 0 ? "write" : "admin")}}":["{{User()}}"],"remove":[{{(random.Next(3) == 0 ? "\"bob\"" : "")}}],"at_least":{{(random.Next(2) == 0 ? "true" : "false")}},"public_read":{{random.Next(3) - 1}}
                    """);
            case 2:
                return ("replace_sample_acls", $$"""
                    "id":"ID","acls":{"read":["{{User()}}"],"public_read":{{random.Next(2)}}}
                    """);
            case 3:
                return ("create_data_link", $$"""
                    "id":"ID","version":{{1 + random.Next(3)}},"node":"{{(random.Next(6) == 0 ? "leaf" : "root")}}","upa":"1/1/{{(random.Next(8) == 0 ? 9 : 1)}}","dataid":"DATA","update":{{(random.Next(2) == 0 ? "true" : "false")}}
                    """);
            default:
                return ("expire_data_link", $$"""
                    "upa":"{{(random.Next(10) == 0 ? 9 : 1)}}/1/1","dataid":"DATA"
                    """);
        }
    }
}
