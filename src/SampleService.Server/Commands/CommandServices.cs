using SampleService.Api;
using SampleService.Upstream;
using SampleService.Upstream.Standalone;

namespace SampleService.Server;

/// <summary>What commands need of the service: the database and the stand-alone users, and no listener.</summary>
internal static class CommandServices
{
    public static ServiceProvider Build(Settings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter(AdministrationLog.Category, LogLevel.Information)
            .AddCommandConsole());
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(settings);
        services.AddStandaloneUpstream(new StandaloneOptions());
        return services.BuildServiceProvider();
    }
}
