using System.Text.Json;
using SampleService.Client.Tests.Support;

namespace SampleService.Client.Tests;

/// <summary>The interface against what the running service tells of itself.</summary>
[Collection(ClientCollection.Name)]
public sealed class WireTests(ClientServer server)
{
    private const string Module = "SampleService.";

    [Fact]
    public async Task Interface_Methods_AreThoseOfTheService()
    {
        var methods = Methods(await DiscoverAsync()).Select(method => method.GetProperty("name").GetString()!);

        Assert.Equal(methods.Order(), WireMethod.All.Select(method => method.Name).Order());
    }

    [Fact]
    public async Task Interface_MembersOfParametersAndResults_AreThoseOfTheService()
    {
        var document = await DiscoverAsync();
        var fit = new SchemaFit(document);
        var schemas = Methods(document).ToDictionary(method => method.GetProperty("name").GetString()!);

        Assert.Empty(WireMethod.All.SelectMany(method => Compare(schemas[method.Name], method)));

        IEnumerable<string> Compare(JsonElement described, WireMethod method)
        {
            var parameters = described.GetProperty("params").EnumerateArray().ToDictionary(
                parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("schema"));
            var differences = method.Parameters is null
                ? parameters.Keys.Select(name => $"{method.Name}.{name} is missing")
                : fit.FindDifferences(parameters, method.Parameters, method.Name);
            return method.Result is null
                ? differences
                : differences.Concat(fit.FindDifferences(described.GetProperty("result").GetProperty("schema"), method.Result, method.Name + " result"));
        }
    }

    [Fact]
    public async Task Values_OfEveryMethod_AreTheSameWhenReadAndWritten()
    {
        await using var user = new RecordingTransport(Ways.Transport(server.Process, server.Tokens.Alice));
        await using var administrator = new RecordingTransport(Ways.Transport(server.Process, server.Tokens.Admin));
        await using var alice = new SampleServiceClient(user);
        await using var admin = new SampleServiceClient(administrator);
        await Story.SamplesAsync(alice);
        await Story.AclsAsync(alice);
        await Story.LinksAsync(alice, admin);
        await Story.FindingAsync(alice);
        await Story.HistoryAsync(alice);
        await Story.ApplyAsync(alice);
        await Story.WithdrawalAsync(alice);
        await Story.OwnershipAsync(alice, admin);
        await Story.RelationsAsync(alice);
        await Story.IdentifiersAsync(alice);
        await Story.ExportAsync(alice);
        await TemplateStory.RunAsync(alice);
        await Story.GroupsAsync(alice);
        await Story.EventsAsync(alice);
        await MetadataStory.MetadataAsync(alice);
        await MetadataStory.VocabulariesAsync(alice);
        await Story.StatusAsync(alice);

        RecordedCall[] calls = [.. user.Calls, .. administrator.Calls];
        Assert.Equal(WireMethod.All.Select(method => method.Name).Order(), calls.Select(call => call.Method).Distinct().Order());
        Assert.Empty(from call in calls
                     let method = WireMethod.All.Single(method => method.Name == call.Method)
                     from difference in Changed(call.Parameters, method.Parameters).Concat(Changed(call.Result, method.Result))
                     select $"{method.Name}: {difference}");
    }

    private static IEnumerable<string> Changed(JsonElement? value, System.Text.Json.Serialization.Metadata.JsonTypeInfo? type)
    {
        if (value is not { } text || type is null)
            return [];
        var again = JsonSerializer.SerializeToElement(text.Deserialize(type), type);
        return again.GetRawText() == JsonSerializer.SerializeToElement(text).GetRawText() ? [] : [$"{text} became {again}"];
    }

    private static IEnumerable<JsonElement> Methods(JsonElement document) => document.GetProperty("methods").EnumerateArray()
        .Where(method => method.GetProperty("name").GetString()!.StartsWith(Module, StringComparison.Ordinal));

    private async Task<JsonElement> DiscoverAsync()
    {
        await using var anyone = Ways.Transport(server.Process, null);
        return await anyone.CallAsync("rpc.discover", null, Patience.Token());
    }
}
