using SampleService.Upstream.KBase;

namespace SampleService.Server;

/// <summary>Where events are sent to Kafka (configuration section <c>Events:Kafka</c>). Without servers they are not.</summary>
public sealed class KafkaOptions
{
    private const int MaxTopicLength = 249;

    /// <summary>Some servers of the Kafka cluster, <c>host:port</c> with commas between; when not given, those of <c>deploy.cfg</c>; empty for none.</summary>
    public string? BootstrapServers { get; set; }

    /// <summary>The topic; when not given, that of <c>deploy.cfg</c>.</summary>
    public string? Topic { get; set; }

    /// <summary>Whether all events are sent, under their own types; else the four that the KBase Sample Service had.</summary>
    public bool Extended { get; set; }

    /// <summary>The servers and the topic that are in force; null when events are not sent to Kafka.</summary>
    /// <param name="deployment">What <c>deploy.cfg</c> says; null without one.</param>
    /// <exception cref="StartException">Names the setting that is wrong.</exception>
    internal (IReadOnlyList<string> Servers, string Topic)? FindTarget(KBaseDeployment? deployment)
    {
        var (setting, servers) = BootstrapServers is { } own
            ? ("Events:Kafka:BootstrapServers", own.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : ("kafka-bootstrap-servers of deploy.cfg", deployment?.KafkaServers ?? []);
        if (servers.FirstOrDefault(static server => !IsServer(server)) is { } wrong)
            throw new StartException($"{setting} has '{wrong}': it has to be host:port");
        if (Topic is { } topic)
            CheckTopic(topic);
        if (servers.Count == 0)
            return null;
        return (servers, Topic ?? deployment?.KafkaTopic ?? throw new StartException("Events:Kafka:Topic is missing: Events:Kafka:BootstrapServers needs it"));
    }

    private static bool IsServer(string server) =>
        Uri.TryCreate($"tcp://{server}", UriKind.Absolute, out var address)
        && address is { UserInfo: "", PathAndQuery: "" or "/", Fragment: "", Host.Length: > 0, Port: > 0 }
        && !server.EndsWith('/') && !server.Any(char.IsWhiteSpace);

    private static void CheckTopic(string topic)
    {
        if (topic.Length is 0 or > MaxTopicLength || topic is "." or ".."
            || !topic.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            throw new StartException($"Events:Kafka:Topic = '{topic}': 1 to {MaxTopicLength} ASCII letters, digits, points, underscores and hyphens are allowed");
    }
}
