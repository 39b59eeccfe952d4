namespace SampleService.Server;

/// <summary>Adds what knows whether grains can be called.</summary>
internal static class GrainReadinessComposition
{
    public static void AddGrainReadiness(this IServiceCollection services)
    {
        services.AddSingleton<GrainReadiness>();
        // The client of a front end tells it when it loses the silos, and when it finds them again.
        services.AddSingleton<IClusterConnectionStatusObserver>(provider => provider.GetRequiredService<GrainReadiness>());
    }
}
