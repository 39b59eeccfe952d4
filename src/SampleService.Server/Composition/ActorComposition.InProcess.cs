using SampleService.Actors;
using SampleService.Grains;
using SampleService.Storage.PostgreSql;

namespace SampleService.Server;

/// <summary>Runs the grains in this process (the default form of the service).</summary>
internal static class ActorComposition
{
    /// <summary>Adds the grains and their host.</summary>
    public static void AddGrainHost(this WebApplicationBuilder builder, Settings settings)
    {
        if (builder.Configuration.GetSection("Cluster").GetChildren().FirstOrDefault() is { } setting)
            throw new StartException(
                $"{setting.Path} is a setting of the silo form of the service, and this is the other; docs/clustering.md tells how that is built.");
        builder.Services.AddActors(actors =>
        {
            actors.AddGrains(GrainAssembly.Assembly);
            actors.Weigh = GrainAssembly.Weigh;
        });
        builder.Services.AddSingleton<IGrainStorage, GrainStateStorage>();
    }

    /// <summary>Finds out what would keep the process from working with others: nothing that is the host's.</summary>
    public static Task CheckAsync(IServiceProvider services) => Task.CompletedTask;

    /// <summary>Whether the host of the grains has started: it needs no start.</summary>
    public static bool HasStarted(IServiceProvider services) => true;

    /// <summary>The silo for which this process writes: it is none.</summary>
    public static SiloIdentity? FindWritingSilo(IServiceProvider services) => null;

    /// <summary>Whether the host of the grains could not start for a reason that an operator understands.</summary>
    public static bool IsStartFailure(Exception failure) => false;
}
