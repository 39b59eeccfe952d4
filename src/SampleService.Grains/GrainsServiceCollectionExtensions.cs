using Microsoft.Extensions.DependencyInjection;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>Registers what grains and queries need; Orleans finds the grain classes by itself.</summary>
public static class GrainsServiceCollectionExtensions
{
    /// <summary>Adds the caches, readers and queries. The stores and the clock have to be there.</summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="numbers">The form in which numbers of metadata are given out.</param>
    public static IServiceCollection AddSampleGrains(this IServiceCollection services, NumberForm numbers = NumberForm.AsSent)
    {
        services.AddSingleton(AnswerLimits.Default);
        services.AddSingleton(SampleCacheOptions.Default);
        services.AddSingleton(new GrainMemory(SampleCacheOptions.Default.MaxBytes));
        services.AddSingleton(new DocumentWriter(numbers));
        services.AddSingleton<SampleCache>();
        services.AddSingleton<HeadVersionLoader>();
        services.AddSingleton<ICallerGroups, CallerGroups>();
        services.AddSingleton<IGroups, Groups>();
        services.AddSingleton<ISampleReader, SampleReader>();
        services.AddSingleton<SessionVersionLoader>();
        services.AddSingleton<SessionReader>();
        services.AddSingleton<ISampleQueries, SampleQueries>();
        services.AddSingleton<ILinkQueries, LinkQueries>();
        services.AddSingleton<IAccessQueries, AccessQueries>();
        services.AddSingleton<IHistoryQueries, HistoryQueries>();
        services.AddSingleton<IIdentifierQueries, IdentifierQueries>();
        services.AddSingleton<ILineageQueries, LineageQueries>();
        services.AddSingleton<IOfferQueries, OfferQueries>();
        services.AddSingleton(FindLimits.Default);
        services.AddSingleton<FindGate>();
        services.AddSingleton<LargeScopes>();
        services.AddSingleton<ISampleFinder, SampleFinder>();
        services.AddSingleton<IMetadataKeys, MetadataKeys>();
        services.AddSingleton<IEventQueries, EventQueries>();
        services.AddSingleton<RequestGates>();
        services.AddSingleton<IOperations, Operations>();
        services.AddSingleton<IErasures, Erasures>();
        services.AddSingleton<IPlatformStates, PlatformStates>();
        services.AddSingleton<IServiceKeys, ServiceKeys>();
        services.AddSingleton<IVocabularies, Vocabularies>();
        services.AddSingleton<ITemplates, Templates>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<IWebhooks, Webhooks>();
        return services;
    }
}
