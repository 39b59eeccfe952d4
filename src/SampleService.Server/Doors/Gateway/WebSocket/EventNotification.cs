using SampleService.Api;
using SampleService.Domain;
using SampleService.Json;
using StreamJsonRpc.Protocol;

namespace SampleService.Server;

/// <summary>What a caller is told without having asked in that moment.</summary>
internal sealed class EventNotification : JsonRpcRequest
{
    private EventNotification(byte[] utf8) => Utf8 = utf8;

    /// <summary>The message.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>An event of a subscription.</summary>
    public static EventNotification Changed(string subscription, SampleEvent one)
    {
        using var output = Begin("Events.changed", subscription);
        output.Raw(",\"event\":"u8);
        EventJson.Write(output, one);
        return End(output);
    }

    /// <summary>How far a subscription has come.</summary>
    public static EventNotification Position(string subscription, long position)
    {
        using var output = Begin("Events.position", subscription);
        output.Raw(",\"position\":"u8);
        output.Integer(position);
        return End(output);
    }

    private static JsonOutput Begin(string method, string subscription)
    {
        var output = new JsonOutput();
        output.Raw("{\"jsonrpc\":\"2.0\",\"method\":"u8);
        output.Text(method);
        output.Raw(",\"params\":{\"subscription\":"u8);
        output.Text(subscription);
        return output;
    }

    private static EventNotification End(JsonOutput output)
    {
        output.Raw("}}"u8);
        return new EventNotification(output.ToArray());
    }
}
