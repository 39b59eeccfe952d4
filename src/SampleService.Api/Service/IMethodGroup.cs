using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>Methods that belong together.</summary>
public interface IMethodGroup
{
    /// <summary>The methods, under their full names.</summary>
    IEnumerable<RpcMethod> Methods { get; }
}
