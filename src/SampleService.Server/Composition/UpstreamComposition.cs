using SampleService.Api;
using SampleService.Upstream;
using SampleService.Upstream.KBase;
using SampleService.Upstream.Standalone;

namespace SampleService.Server;

/// <summary>Chooses the upstream by the settings, and tells the operator what is wrong with them.</summary>
internal static partial class UpstreamComposition
{
    private const string DeploymentSection = "KB_SERVICE_NAME";

    /// <summary>The settings of deploy.cfg; null in a stand-alone deployment.</summary>
    public static KBaseDeployment? ReadDeployment(UpstreamOptions options)
    {
        if (options.EffectiveMode == UpstreamMode.Standalone)
            return null;
        if (UpstreamOptions.DeploymentPath is not { } path)
            throw new StartException($"Upstream:Mode is KBase, so {UpstreamOptions.DeploymentFile} has to name a deploy.cfg");
        if (!File.Exists(path))
            throw new StartException(
                $"config is empty, cannot start service: {UpstreamOptions.DeploymentFile} names {path}, which is not there");
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        return Environment.GetEnvironmentVariable(DeploymentSection) is { Length: > 0 } section
            ? KBaseDeploymentFile.Read(path, timeout, section)
            : KBaseDeploymentFile.Read(path, timeout);
    }

    public static void AddUpstream(this IServiceCollection services, Settings settings, KBaseDeployment? deployment)
    {
        if (deployment is not null)
        {
            services.AddSingleton(deployment);
            services.AddKBaseUpstream(deployment.Upstream, settings.Webhooks.ReadAdministrators());
            return;
        }

        if (settings.Webhooks.Administrators is not null)
            throw new StartException("Events:Webhooks:Administrators is for users of KBase; a stand-alone deployment has the roles of its accounts");

        services.AddStandaloneUpstream(new StandaloneOptions());
        services.AddSingleton(new StandaloneAccess(settings.Standalone.RemoteAdministration));
        services.AddStandaloneMethods();
    }

    /// <summary>Seeds an empty stand-alone deployment with example accounts, if only this machine can reach it.</summary>
    public static async Task SeedAsync(
        IServiceProvider services, Settings settings, ListenAddresses addresses, CancellationToken cancellation)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UpstreamComposition).FullName!);
        if (services.GetService<KBaseDeployment>() is { } deployment)
        {
            foreach (var key in deployment.KeysWithoutMeaning)
                KeyWithoutMeaning(log, key);
            return;
        }

        // The example accounts are for trying the service, so they must not be reachable from other machines.
        var allowed = addresses.AreLoopback && settings.Storage.Provider == StorageProvider.Sqlite;
        if (settings.Standalone.Seed == true && !allowed)
            throw new StartException(
                "Standalone:Seed is true, which needs SQLite and --urls that name loopback addresses only; elsewhere use the command create-administrator NAME");
        var seed = services.GetRequiredService<StandaloneSeed>();
        if (settings.Standalone.Seed ?? allowed)
            await seed.RunAsync(settings.Storage.DataDirectory, cancellation);
        else
            await seed.SkipAsync(settings.Storage.DataDirectory, ReasonForNone(settings, addresses), cancellation);
    }

    private static string ReasonForNone(Settings settings, ListenAddresses addresses) =>
        settings.Standalone.Seed == false ? "Standalone:Seed is false"
        : settings.Storage.Provider != StorageProvider.Sqlite ? "those to try it with are made on SQLite alone"
        : $"those to try it with are for loopback addresses alone, and others can reach {addresses.Text}";

    [LoggerMessage(3001, LogLevel.Information, "The key {Key} of deploy.cfg has no meaning for this service")]
    private static partial void KeyWithoutMeaning(ILogger log, string key);
}
