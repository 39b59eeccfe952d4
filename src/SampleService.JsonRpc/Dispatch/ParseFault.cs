using SampleService.Json;

namespace SampleService.JsonRpc;

/// <summary>Why a body is not JSON.</summary>
internal static class ParseFault
{
    /// <summary>Most likely it is compressed, if its header says so.</summary>
    public static string Diagnose(JsonTextException failure, in RpcRequestInfo request) =>
        request.ContentEncoding is { } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            ? $"The body has the Content-Encoding {PlainWord.Of(encoding)}, which is not taken here: send it as it is"
            : failure.Message;
}
