using SampleService.JsonRpc;

namespace SampleService.Server;

/// <summary>What all WebSockets share.</summary>
internal sealed record WebSocketParts(
    GatewayMessages Messages, Dispatcher Dispatcher, GatewayOptions Options, RequestLimits Limits, BodyPaceOptions Pace, Admission Admission,
    CallBuffersPool Buffers, CallIds Ids, LargeRequestMemory Memory, WebSocketWork Work, EventFeed Feed, TimeProvider Clock, ILogger<WebSocketConnection> Log);
