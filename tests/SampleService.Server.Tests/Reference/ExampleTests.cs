using System.Text.Json.Nodes;
using SampleService.Server.Tests.Support;

namespace SampleService.Server.Tests.Reference;

/// <summary>The examples of the reference are run as they stand there, and are answered with what stands there.</summary>
public sealed class ExampleTests(ReferenceServer server) : IClassFixture<ReferenceServer>
{
    [Fact]
    public void Methods_EachOfThem_HasAnExampleAndRights() => Assert.Empty(
        server.Methods.Where(method => method.Examples.Count == 0 || method.Rights["token"] is null).Select(method => method.Name));

    /// <summary>One test, since one example needs what another made.</summary>
    [Fact]
    public async Task Examples_InTheOrderOfTheTable_AreAnsweredWithWhatTheReferenceSays()
    {
        var story = new ExampleStory();
        var schemas = new ReferenceSchemas(server.Document);
        var faults = new List<string>();
        foreach (var method in server.Methods)
            foreach (var example in method.Examples)
            {
                var answer = await server.CallerOf(example).CallAsync(method.Name, story.Translate(MethodEntry.ArgumentOf(example)));
                if (FaultOf(method, example, answer, story, schemas) is { } fault)
                    faults.Add($"{method.Name}: {fault}");
            }

        Assert.Empty(faults);
    }

    [Fact]
    public void Examples_ArgumentsAndResults_AreWhatTheSchemasSay()
    {
        var schemas = new ReferenceSchemas(server.Document);

        Assert.Empty(
            from method in server.Methods
            from example in method.Examples
            from fault in new[]
            {
                method.Parameters is { } parameters && MethodEntry.ArgumentOf(example) is { } argument ? schemas.FindFault(parameters, JsonNode.Parse(argument)) : null,
                schemas.FindFault(method.Result, example["result"]!["value"]),
            }
            where fault is not null
            select $"{method.Name}: {fault}");
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
