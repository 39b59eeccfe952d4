using SampleService.Server.Tests.Support;
using SampleService.Testing.Http;

namespace SampleService.Server.Tests.WebSocket;

/// <summary>A call that asks the workspace service, which tests can have wait.</summary>
internal static class LinkCall
{
    public static async Task<string> OfAsync(KBaseServer server, (string User, RpcClient Client) caller, string id)
    {
        var (sample, _) = await caller.Client.SaveAsync(SampleText.Small());
        return GatewaySocket.Call(
            id, "SampleService.create_data_link",
            $$"""{"upa":"{{server.NewObject(caller.User)}}","id":"{{sample}}","version":1,"node":"root"}""");
    }
}
