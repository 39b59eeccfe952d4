using Microsoft.Extensions.DependencyInjection;
using SampleService.Storage.Sqlite;
using SampleService.Storage.Tests.Sqlite;

namespace SampleService.Storage.Tests;

public sealed class StorageRegistrationTests
{
    [Fact]
    public async Task AddSampleStorage_Sqlite_GivesEveryStore()
    {
        using var folder = new TemporaryFolder();
        await using var provider = Services().AddSampleStorage(new SqliteDatabaseOptions { Path = folder.Database }).BuildServiceProvider();
        foreach (var service in (Type[])
            [
                typeof(ISampleStore), typeof(ILinkStore), typeof(IGrainStateStore), typeof(IAccountStore), typeof(IWorkspaceStore),
                typeof(IDatabaseOwnership),
            ])
            Assert.NotNull(provider.GetRequiredService(service));
        await provider.GetRequiredService<IDatabaseProbe>().ProbeAsync(default);
    }

    [Fact]
    public async Task AddSampleStorage_DatabaseInUse_IsExplained()
    {
        using var folder = new TemporaryFolder();
        await using var first = SqliteStores.Open(folder);
        var options = new SqliteDatabaseOptions { Path = folder.Database };
        await using var plain = Services().AddSampleStorage(options).BuildServiceProvider();
        Assert.Throws<DatabaseInUseException>(plain.GetRequiredService<ISampleStore>);
        await using var explained = Services()
            .AddSampleStorage(options, cause => new FormatException(cause.GetType().Name)).BuildServiceProvider();
        Assert.Equal(
            nameof(DatabaseInUseException), Assert.Throws<FormatException>(explained.GetRequiredService<ISampleStore>).Message);
    }

    private static IServiceCollection Services() => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
}
