using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SampleService.Domain;
using SampleService.JsonRpc;
using SampleService.Search;

namespace SampleService.Api;

/// <summary>Registration of the methods.</summary>
public static class ApiServiceCollectionExtensions
{
    /// <summary>
    /// Adds the methods of the service. Needs grains, upstream services, <see cref="Validation.MetadataValidators"/>,
    /// <see cref="Validation.ValidatorCatalogue"/>, <see cref="ReadExemptUsers"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="services">Where to add them.</param>
    /// <param name="groups">Whether there are groups of users.</param>
    public static IServiceCollection AddSampleApi(this IServiceCollection services, GroupOptions groups)
    {
        services.AddSingleton(groups);
        services.AddSingleton<GrainCalls>();
        services.AddSingleton<Administration>();
        services.AddSingleton<WorkspaceAccess>();
        services.AddSingleton<AclEntries>();
        services.AddSingleton<GroupAccessFinder>();
        services.AddSingleton<LinkListing>();
        services.AddSingleton<LinkedDataAccess>();
        services.AddSingleton<Pages>();
        services.AddSingleton<IEventVisibility, EventVisibility>();
        services.AddSingleton<ICallerTokens, CallerTokens>();
        services.AddSingleton<IErrorTranslator, ErrorTranslator>();
        services.AddSingleton<IMethodGroup, SampleMethods>();
        services.AddSingleton<IMethodGroup, AclMethods>();
        services.AddSingleton<IMethodGroup, LinkMethods>();
        services.AddSingleton<ObjectStates>();
        services.AddSingleton<VersionChecks>();
        services.AddSingleton<PastAccess>();
        services.AddSingleton<IMethodGroup, LinkQueryMethods>();
        services.AddSingleton<IMethodGroup, LinkFindMethods>();
        services.AddSingleton<IMethodGroup, StateMethods>();
        services.AddSingleton<IMethodGroup, PastMethods>();
        services.AddSingleton<IMethodGroup, SampleNodeMethods>();
        services.AddSingleton<IMethodGroup, AccessMethods>();
        services.AddSingleton<IMethodGroup, HistoryMethods>();
        services.AddSingleton<ITermSource, FileTerms>();
        services.AddSingleton<IUnitMembers, VocabularyUnits>();
        services.AddSingleton<FilterContexts>();
        services.AddSingleton<IMethodGroup, FindMethods>();
        services.AddSingleton<IMethodGroup, KeyMethods>();
        services.AddSingleton<IMethodGroup, EventMethods>();
        services.AddSingleton<IMethodGroup, SubscriptionMethods>();
        services.AddSingleton<IMethodGroup, MetadataMethods>();
        services.TryAddSingleton(AcceptedVocabularies.None);
        services.AddSingleton<VocabularyValidators>();
        services.AddSingleton<IMethodGroup, VocabularyMethods>();
        services.AddSingleton<RevalidationSource>();
        services.AddSingleton<IMethodGroup, RevalidationMethods>();
        services.AddSingleton<EndedLinkAccess>();
        services.AddSingleton<OperationUpstream>();
        services.AddSingleton<SampleValidation>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<IMethodGroup, ApplyMethods>();
        services.AddSingleton<OperationMethods>();
        services.AddSingleton<IMethodGroup>(static provider => provider.GetRequiredService<OperationMethods>());
        services.AddSingleton<IMethodGroup, OfferMethods>();
        services.AddSingleton<IMethodGroup, LineageMethods>();
        services.AddSingleton<IMethodGroup, IdentifierMethods>();
        services.AddSingleton<ExportVocabulary>();
        services.AddSingleton<ExportSource>();
        services.AddSingleton<IMethodGroup, ExportMethods>();
        services.AddSingleton<IMethodGroup, TemplateMethods>();
        if (groups.AreEnabled)
            services.AddSingleton<IMethodGroup, GroupMethods>();
        services.AddSingleton<IMethodGroup, StatusMethods>();
        services.AddSingleton<IMethodGroup, ServiceWizardMethods>();
        services.AddSingleton<IMethodGroup, PlatformMethods>();
        return services;
    }

    /// <summary>
    /// Adds the methods that administer a stand-alone deployment. Needs
    /// <see cref="Upstream.Standalone.IStandaloneAdministration"/> and <see cref="StandaloneAccess"/>.
    /// </summary>
    public static IServiceCollection AddStandaloneMethods(this IServiceCollection services) => services
        .AddSingleton<StandaloneMethods>()
        .AddSingleton<IMethodGroup, AccountMethods>()
        .AddSingleton<IMethodGroup, WorkspaceMethods>();

    /// <summary>Adds the methods of webhooks. Needs <see cref="Grains.Abstractions.IWebhooks"/> and <see cref="Domain.ReceiverAddresses"/>.</summary>
    public static IServiceCollection AddWebhookMethods(this IServiceCollection services) => services
        .AddSingleton<WebhookMakers>()
        .AddSingleton<IMethodGroup, WebhookMethods>();

    /// <summary>Adds the methods about the process. Needs an <see cref="INodeHost"/>.</summary>
    public static IServiceCollection AddNodeMethods(this IServiceCollection services) => services
        .AddSingleton<IMethodGroup, NodeMethods>()
        .AddSingleton<IMethodGroup, ErasureMethods>();
}
