using System.Text.Json.Nodes;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Reference;

/// <summary>The examples of the reference are run as they stand there, and are answered with what stands there.</summary>
public sealed class ExampleTests(ReferenceServer server) : IClassFixture<ReferenceServer>
{
    [Fact]
    public void Methods_EachOfThem_HasAnExampleAndRights() => Assert.Empty(
        server.AllMethods.Where(method => method.Examples.Count == 0 || method.Rights["token"] is null).Select(method => method.Name));

    /// <summary>One test, since one example needs what another made.</summary>
    [Fact]
    public async Task Examples_InTheOrderOfTheTable_AreAnsweredWithWhatTheReferenceSays() =>
        Assert.Empty(await ExampleRun.FindFaultsAsync(server, static _ => true));

    /// <summary>All but <c>Node.drain</c>, which would end the server.</summary>
    [Fact]
    public async Task Examples_OfTheSocket_AreAnsweredWithWhatTheReferenceSays()
    {
        using var node = server.Connect();
        var story = new ExampleStory();
        var schemas = new ReferenceSchemas(server.WholeDocument);
        // ErasureTests has a sample that may be erased.
        foreach (var method in server.AllMethods.Where(method => method.Group == "node" && method.Name is not ("Node.drain" or "Node.erase_sample")))
            foreach (var example in method.Examples)
            {
                var result = await node.CallAsync(method.Name, MethodEntry.ArgumentOf(example) ?? "{}");
                Assert.Null(schemas.FindFault(method.Result, result));
                if (example["x-form"] is null)
                    Assert.Null(story.FindDifference(example["result"]!["value"], result));
            }
    }

    [Fact]
    public void Examples_ArgumentsAndResults_AreWhatTheSchemasSay()
    {
        var schemas = new ReferenceSchemas(server.WholeDocument);

        Assert.Empty(
            from method in server.AllMethods
            from example in method.Examples
            from fault in new[]
            {
                method.Parameters is { } parameters && MethodEntry.ArgumentOf(example) is { } argument ? schemas.FindFault(parameters, JsonNode.Parse(argument)) : null,
                schemas.FindFault(method.Result, example["result"]!["value"]),
            }
            where fault is not null
            select $"{method.Name}: {fault}");
    }
}

/// <summary>The same on the first command of the README, as whoever tries them has it.</summary>
public sealed class PlainExampleTests(PlainReferenceServer server) : IClassFixture<PlainReferenceServer>
{
    [Fact]
    public async Task Examples_ThatSayNoNeed_AreAnsweredOnTheFirstStart() =>
        Assert.Empty(await ExampleRun.FindFaultsAsync(server, static example => example["x-needs"] is null));

    [Fact]
    public void Examples_FirstOfEachMethodThatSaves_SayNoNeed() => Assert.Empty(
        server.Methods.Where(method => method.Group != "metadata" && method.Examples[0]["x-needs"] is not null).Select(method => method.Name));
}

/// <summary>Makes the calls of examples.</summary>
internal static class ExampleRun
{
    /// <summary>What is not answered as the reference says.</summary>
    public static async Task<List<string>> FindFaultsAsync(ReferenceServer server, Func<JsonNode, bool> isRun)
    {
        var story = new ExampleStory();
        var schemas = new ReferenceSchemas(server.Document);
        var faults = new List<string>();
        foreach (var method in server.Methods)
            foreach (var example in method.Examples.Where(isRun))
            {
                var answer = await server.CallerOf(example).CallAsync(method.Name, story.Translate(MethodEntry.ArgumentOf(example)));
                if (FaultOf(method, example, answer, story, schemas) is { } fault)
                    faults.Add($"{method.Name}: {fault}");
            }

        return faults;
    }

    private static string? FaultOf(MethodEntry method, JsonNode example, RpcAnswer answer, ExampleStory story, ReferenceSchemas schemas)
    {
        if (answer.Status != 200)
            return answer.Message;
        var result = ReferenceServer.Unwrap(answer);
        return schemas.FindFault(method.Result, result)
            ?? (example["x-form"] is null ? story.FindDifference(example["result"]!["value"], result) : null);
    }
}
