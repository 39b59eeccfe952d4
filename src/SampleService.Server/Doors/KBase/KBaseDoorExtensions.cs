namespace SampleService.Server;

/// <summary>Registration of the KBase door.</summary>
internal static class KBaseDoorExtensions
{
    /// <summary>Adds the door.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="distrustForwarded">Whether headers of proxies are ignored for the address in the log.</param>
    public static IServiceCollection AddKBaseDoor(this IServiceCollection services, bool distrustForwarded) => services
        .AddSingleton<CallIds>()
        .AddSingleton<CallBuffersPool>()
        .AddSingleton<ConnectionLimiter>()
        .AddSingleton<LargeRequestMemory>()
        .AddSingleton(new CallerAddress(distrustForwarded))
        .AddSingleton<KBaseDoor>();

    /// <summary>
    /// Ends the pipeline with the door: it takes every request that nothing before it has taken. This is no endpoint,
    /// because routing would cost each request half a microsecond and 340 bytes.
    /// </summary>
    public static void UseKBaseDoor(this IApplicationBuilder app) =>
        app.Run(app.ApplicationServices.GetRequiredService<KBaseDoor>().HandleAsync);
}
