using SampleService.Api;
using SampleService.Import;
using SampleService.Upstream;
using SampleService.Upstream.Standalone;

namespace SampleService.Server;

/// <summary>The services that commands use: the database and the stand-alone users, without a web server.</summary>
internal static class CommandServices
{
    public static ServiceProvider Build(Settings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter(AdministrationLog.Category, LogLevel.Information)
            .AddCommandLog());
        services.AddSettings(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(settings);
        services.AddArangoImport();
        services.AddStandaloneUpstream(new StandaloneOptions());
        return services.BuildServiceProvider();
    }
}
