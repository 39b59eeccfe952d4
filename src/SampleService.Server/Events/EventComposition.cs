namespace SampleService.Server;

/// <summary>Registration of what publishes events, sends them, and feeds subscriptions.</summary>
internal static class EventComposition
{
    /// <summary>Adds it. Needs stores, queries and methods.</summary>
    public static IServiceCollection AddSampleEvents(this IServiceCollection services) => services
        .AddSingleton<EventFeed>()
        .AddSingleton<EventSendingInstruments>()
        .AddHostedService<EventPublisher>()
        .AddHostedService<EventSending>()
        .AddHostedService<OldEventRemoval>();
}
