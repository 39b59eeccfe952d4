#if KAFKA
using SampleService.Kafka;
#endif
using SampleService.Upstream.KBase;

namespace SampleService.Server;

/// <summary>Sends events to Kafka where the settings, or <c>deploy.cfg</c>, name servers.</summary>
internal static class KafkaComposition
{
    /// <exception cref="StartException">A setting is wrong, or the program was built without Kafka.</exception>
    public static IServiceCollection AddKafka(this IServiceCollection services, KafkaOptions options, KBaseDeployment? deployment)
    {
        if (options.FindTarget(deployment) is not { } target)
            return services;
#if KAFKA
        return services
            .AddSingleton(new KafkaTarget(target.Servers, target.Topic, options.Extended))
            .AddSingleton<IEventSender, KafkaEventSender>();
#else
        throw new StartException(
            $"Events are to be sent to the Kafka topic {target.Topic}, and this program was built without Kafka (docs/operations.md)");
#endif
    }
}
