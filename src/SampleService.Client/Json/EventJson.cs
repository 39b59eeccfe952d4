using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>What only subscriptions send.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class EventJson : JsonSerializerContext;
