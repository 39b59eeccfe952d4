using SampleService.Actors;
using SampleService.Grains;

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

    /// <summary>Whether the host of the grains could not start for a reason that an operator understands.</summary>
    public static bool IsStartFailure(Exception failure) => false;
}
