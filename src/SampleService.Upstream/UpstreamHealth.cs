namespace SampleService.Upstream;

/// <summary>Which answers are those of a service that does not work.</summary>
internal static class UpstreamHealth
{
    /// <summary>Of services of JSON-RPC, whose errors come with status 500: what is no JSON, but for refusals (400 to 499).</summary>
    public static bool IsSickRpc(UpstreamResponse response) => response.Status is < 400 or >= 500 && !BeginsAsObject(response.Body);

    /// <summary>Of other services: status 500 and above too.</summary>
    public static bool IsSick(UpstreamResponse response) => response.Status >= 500 || IsSickRpc(response);

    private static bool BeginsAsObject(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
}
