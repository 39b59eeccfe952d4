using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;
using SampleService.Upstream;

namespace SampleService.Api;

/// <summary>The methods about one process, which the Unix socket alone has (docs/node.md).</summary>
internal sealed class NodeMethods(INodeHost host, PlatformGate gate, Administration administration, TimeProvider clock) : IMethodGroup
{
    private const int MaxCategoryLength = 256;

    public IEnumerable<RpcMethod> Methods =>
    [
        new(NodeDescriptors.Status, Status),
        new(NodeDescriptors.Metrics, Metrics),
        new(NodeDescriptors.Configuration, Configuration),
        new(NodeDescriptors.SetLogLevel, SetLogLevel),
        new(NodeDescriptors.Drain, Drain),
    ];

    private ValueTask Status(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var status = host.FindStatus();
        result.Raw("{\"version\":"u8);
        result.Text(ServiceBuild.Version);
        result.Raw(",\"git_commit_hash\":"u8);
        result.Text(ServiceBuild.Commit);
        result.Raw(",\"state\":"u8);
        result.Integer((int)gate.Shown);
        result.Raw(",\"process\":"u8);
        result.Integer(status.Process);
        result.Raw(",\"started\":"u8);
        result.Integer(status.Started);
        result.Raw(",\"servertime\":"u8);
        result.Integer(Timestamp.Now(clock).Milliseconds);
        result.Raw(",\"calls\":"u8);
        result.Integer(status.Calls);
        result.Raw(",\"connections\":"u8);
        result.Integer(status.Connections);
        result.Raw(",\"node_connections\":"u8);
        result.Integer(status.NodeConnections);
        result.Raw(status.IsStopping ? ",\"stopping\":true}"u8 : ",\"stopping\":false}"u8);
        return ValueTask.CompletedTask;
    }

    private async ValueTask Metrics(RpcCall call, JsonValue argument, JsonOutput result) => result.Text(
        await host.RenderMetricsAsync()
        ?? throw new ServiceException(ErrorKind.UnsupportedOperation, "metrics are turned off (setting Metrics:Urls)"));

    private async ValueTask Configuration(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await administration.AdministratorAsync(call, AdministratorRight.Full, AdministrationTarget.Of("settings"));
        result.Raw("["u8);
        var isFirst = true;
        foreach (var setting in host.FindSettings())
        {
            result.Raw(isFirst ? "{\"key\":"u8 : ",{\"key\":"u8);
            isFirst = false;
            result.Text(setting.Key);
            result.Raw(",\"value\":"u8);
            result.Text(setting.Value);
            result.Raw(",\"source\":"u8);
            result.Text(setting.Source);
            result.Raw("}"u8);
        }

        result.Raw("]"u8);
    }

    private async ValueTask SetLogLevel(RpcCall call, JsonValue argument, JsonOutput result)
    {
        var category = NodeDescriptors.Category.In(argument).GetString();
        if (category.Length is 0 or > MaxCategoryLength || category.Any(c => c is <= ' ' or > '~' or ':'))
            throw ServiceException.Illegal("category must be the name of a category, or Default");
        var asked = NodeDescriptors.Level.In(argument).GetString();
        var level = host.LogLevels.FirstOrDefault(name => name.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? throw ServiceException.Illegal($"level must be one of {string.Join(", ", host.LogLevels)}");
        await administration.AdministratorAsync(call, AdministratorRight.Full, AdministrationTarget.Of($"category={category} level={level}"));
        host.SetLogLevel(category, level);
    }

    private async ValueTask Drain(RpcCall call, JsonValue argument, JsonOutput result)
    {
        await administration.AdministratorAsync(call, AdministratorRight.Full, AdministrationTarget.Of("process"));
        host.Drain();
    }
}
