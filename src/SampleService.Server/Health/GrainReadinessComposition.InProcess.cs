namespace SampleService.Server;

/// <summary>Adds what knows whether grains can be called.</summary>
internal static class GrainReadinessComposition
{
    public static void AddGrainReadiness(this IServiceCollection services) => services.AddSingleton<GrainReadiness>();
}
