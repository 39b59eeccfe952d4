using System.Text.Json.Nodes;
using SampleService.Server.Tests.Node;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Reference;

/// <summary>A new stand-alone server as its first start makes it, and what it says of its methods.</summary>
public sealed class PlainReferenceServer : ReferenceServer
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();
}

/// <summary>A new stand-alone server with the validators of docs/validators.md, and what it says of its methods.</summary>
public class ReferenceServer : StandaloneServer, IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Validation__ConfigUrl"] = new Uri(ValidatorFile).ToString(),
        ["Metrics__Urls"] = "http://127.0.0.1:0",
    };

    /// <summary>What <c>rpc.discover</c> gave on the KBase door.</summary>
    internal JsonNode Document { get; private set; } = null!;

    /// <summary>What it gave on the Unix socket, which has all methods.</summary>
    internal JsonNode WholeDocument { get; private set; } = null!;

    internal IEnumerable<MethodEntry> Methods => Document["methods"]!.AsArray().Select(method => new MethodEntry(method!));

    /// <summary>The methods of all doors, as the KBase door describes them where it has them.</summary>
    internal IEnumerable<MethodEntry> AllMethods
    {
        get
        {
            var known = Methods.ToDictionary(method => method.Name);
            return SocketMethods.Select(method => known.GetValueOrDefault(method.Name, method with { IsOnKBaseDoor = false }));
        }
    }

    /// <summary>The methods of all doors, as the Unix socket describes them.</summary>
    internal IEnumerable<MethodEntry> SocketMethods => WholeDocument["methods"]!.AsArray().Select(method => new MethodEntry(method!));

    private string ValidatorFile => Path.Combine(_folder.Path, "validators.yml");

    public new async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(ValidatorFile, Documents.BlockAfter(await Documents.ReadAsync("docs", "validators.md"), "```yaml\n"));
        await base.InitializeAsync();
        Document = Unwrap(await Anonymous.CallAsync("rpc.discover"));
        using var node = Connect();
        WholeDocument = (await node.CallAsync("rpc.discover"))!;
    }

    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>An operator on the machine.</summary>
    internal NodeClient Connect() => new(NodeClient.PathOf(Process));

    /// <summary>The caller of an example.</summary>
    internal RpcClient CallerOf(JsonNode example) => (string?)example["x-caller"] switch
    {
        null => Anonymous,
        "alice" => Alice,
        "bob" => Bob,
        "admin" => Admin,
        var name => throw new ArgumentException($"{name} is none of the first accounts", nameof(example)),
    };

    /// <summary>The value of an answer; null for methods without a result.</summary>
    internal static JsonNode Unwrap(RpcAnswer answer)
    {
        Assert.True(answer.Status == 200, answer.Body);
        return JsonNode.Parse(answer.Body)!["result"] is JsonArray list ? Assert.Single(list)!.DeepClone() : null!;
    }
}
