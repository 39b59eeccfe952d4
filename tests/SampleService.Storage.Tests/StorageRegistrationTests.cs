using Microsoft.Extensions.DependencyInjection;
using SampleService.Domain;
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
                typeof(ISampleStore), typeof(ILinkStore), typeof(ISessionStore), typeof(IAccountStore), typeof(IWorkspaceStore),
                typeof(IServiceKeyStore), typeof(IHistoryStore), typeof(IWebhookStore), typeof(IGroupStore), typeof(ITemplateStore),
                typeof(IDatabaseOwnership),
            ])
            Assert.NotNull(provider.GetRequiredService(service));
        await provider.GetRequiredService<DatabaseOpening>().RunAsync(null, default);
        await provider.GetRequiredService<IDatabaseProbe>().ProbeAsync(default);
    }

    [Fact]
    public async Task AddSampleStorage_DatabaseIsNotOpenYet_RefusesAsWhileStarting()
    {
        using var folder = new TemporaryFolder();
        await using var provider = Services().AddSampleStorage(new SqliteDatabaseOptions { Path = folder.Database }).BuildServiceProvider();
        var fault = await Assert.ThrowsAsync<ServiceException>(() => provider.GetRequiredService<IAccountStore>().ListAsync(default).AsTask());
        Assert.Equal(ErrorKind.Starting, fault.Kind);
        Assert.False(File.Exists(folder.Database));
    }

    [Fact]
    public async Task AddSampleStorage_DatabaseInUse_IsExplained()
    {
        using var folder = new TemporaryFolder();
        await using var first = SqliteStores.Open(folder);
        var options = new SqliteDatabaseOptions { Path = folder.Database };
        await using var plain = Services().AddSampleStorage(options).BuildServiceProvider();
        await Assert.ThrowsAsync<DatabaseInUseException>(() => plain.GetRequiredService<DatabaseOpening>().RunAsync(null, default));
        await using var explained = Services()
            .AddSampleStorage(options, cause => new FormatException(cause.GetType().Name)).BuildServiceProvider();
        var told = await Assert.ThrowsAsync<FormatException>(() => explained.GetRequiredService<DatabaseOpening>().RunAsync(null, default));
        Assert.Equal(nameof(DatabaseInUseException), told.Message);
    }

    private static IServiceCollection Services() => new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
}
