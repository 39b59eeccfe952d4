using SampleService.Testing.Json;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Support;

/// <summary>The tokens that the first start wrote down.</summary>
internal sealed record SeedTokens(string Alice, string Bob, string Admin)
{
    public static string PathOf(string dataDirectory) => Path.Combine(dataDirectory, "tokens.json");

    public static SeedTokens Of(ServerProcess server)
    {
        var tokens = JsonText.ParseMap(File.ReadAllText(PathOf(server.DataDirectory)));
        return new SeedTokens(tokens.RequiredText("alice"), tokens.RequiredText("bob"), tokens.RequiredText("admin"));
    }
}
