using System.Reflection;
using SampleService.Domain;
using SampleService.Json;
using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary><c>SampleService.status</c> (contract section 4.19).</summary>
internal sealed class StatusMethods(TimeProvider clock) : IMethodGroup
{
    private static readonly Assembly Program = typeof(StatusMethods).Assembly;

    /// <summary>Where the source is, if whoever built it said so (<c>-p:RepositoryUrl=...</c>).</summary>
    private static readonly string SourceUrl =
        Program.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "RepositoryUrl")?.Value ?? "";

    public IEnumerable<RpcMethod> Methods =>
        [new("SampleService.status", TokenRequirement.None, Status) { TakesArgument = false, IsAlwaysAdmitted = true }];

    private ValueTask Status(RpcCall call, JsonValue argument, JsonOutput result)
    {
        result.Raw("{\"state\":\"OK\",\"message\":\"\",\"version\":"u8);
        result.Text(ServiceVersion.Number);
        result.Raw(",\"git_url\":"u8);
        result.Text(SourceUrl);
        result.Raw(",\"git_commit_hash\":"u8);
        result.Text(ServiceVersion.Commit);
        result.Raw(",\"servertime\":"u8);
        result.Integer(Timestamp.Now(clock).Milliseconds);
        result.Raw("}"u8);
        return ValueTask.CompletedTask;
    }
}
