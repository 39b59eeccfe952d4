using System.Runtime.Versioning;
using SampleService.Cluster.Tests.Databases;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests.Faults;

/// <summary>A disk that is full, or that may only be read.</summary>
public sealed class DiskTests
{
    private static bool IsRoot => Environment.UserName == "root";

    [LinuxFact]
    public async Task Write_FullDisk_IsRefusedUntilThereIsRoom()
    {
        var database = new SqliteFile();
        await using var service = await FaultyService.StartAsync(database);
        // The indexer writes beside the calls, so that there is room for more than one of them.
        service.Process.LimitFileSize(new FileInfo(database.File + "-wal").Length + 600_000);
        var acknowledged = new List<(string Id, int Version)>();
        Answer answer;
        while ((answer = await service.CreateAsync()).Succeeded)
            acknowledged.Add((answer.Value.GetProperty("id").GetString()!, answer.Version));
        Assert.Equal(FaultyService.StorageFailure, answer.Error);
        Assert.NotEmpty(acknowledged);

        // What was left may still hold a smaller write than the one that failed.
        service.Process.LimitFileSize(1);

        // Concurrent callers wait for one grain, and each is told why it failed.
        foreach (var refused in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.LinkAsync("second"))))
            Assert.Equal(FaultyService.StorageFailure, refused.Error);
        foreach (var refused in await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.SaveAsync(prior: 1))))
            Assert.Equal(FaultyService.StorageFailure, refused.Error);
        Assert.Equal(1, (await service.ReadAsync()).Version);
        Assert.Equal(1, (await service.ReadLinksAsync()).Value.GetProperty("links").GetArrayLength());

        service.Process.LimitFileSize(null);
        Assert.Equal(2, (await service.SaveAsync(prior: 1)).Version);
        foreach (var (id, version) in acknowledged)
            Assert.Equal(version, (await service.CallAsync("get_sample", new { id })).Version);
        await AssertWholeAsync(database, versions: acknowledged.Count + 2);
        Assert.False(service.Process.HasExited);
    }

    [ReadOnlyFact]
    public async Task Write_FolderBecomesReadOnly_IsRefusedUntilItMayBeWritten()
    {
        var database = new SqliteFile();
        await using var service = await FaultyService.StartAsync(database);
        using (ReadOnlyFolder.Make(database.DataDirectory))
        {
            Assert.Equal(FaultyService.StorageFailure, (await service.CreateAsync()).Error);
            Assert.Equal(FaultyService.StorageFailure, (await service.SaveAsync(prior: 1)).Error);
            Assert.Equal(1, (await service.ReadAsync()).Version);
            Assert.Equal(1, (await service.ReadLinksAsync()).Value.GetProperty("links").GetArrayLength());
        }

        Assert.Equal(2, (await service.SaveAsync(prior: 1)).Version);
        Assert.True((await service.CreateAsync()).Succeeded);
        await AssertWholeAsync(database, versions: 3);
        Assert.False(service.Process.HasExited);
    }

    [ReadOnlyFact]
    public async Task Stop_FolderBecameReadOnly_EndsWithExitCode0()
    {
        var database = new SqliteFile();
        await using var service = await FaultyService.StartAsync(database);
        using (ReadOnlyFolder.Make(database.DataDirectory))
        {
            Assert.True(await service.Process.StopAsync());
            Assert.True(service.Process.ExitCode == 0, service.Process.Output);
        }

        await AssertWholeAsync(database, versions: 1);
    }

    [LinuxTheory]
    [InlineData(false)]
    [InlineData(true)]
    [UnsupportedOSPlatform("windows")]
    public async Task Start_ReadOnlyDatabase_IsRefusedInOneLine(bool onlyTheFile)
    {
        await using var database = new SqliteFile();
        await using (await ServerProcess.StartAsync(new ServerOptions { DataDirectory = database.DataDirectory }))
        {
        }

        var path = onlyTheFile ? database.File : database.DataDirectory;
        var mode = File.GetUnixFileMode(path);
        File.SetUnixFileMode(path, mode & ~UnixFileMode.UserWrite);
        try
        {
            var run = await ServerRun.ToEndAsync(new ServerOptions
            {
                DataDirectory = database.DataDirectory,
                // Else the modes of files mean nothing to it.
                StartedThrough = IsRoot ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"] : [],
                Arguments = ["--urls", "http://127.0.0.1:0"],
            });
            Assert.Equal(2, run.ExitCode);
            var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains(database.File, line, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static async Task AssertWholeAsync(SqliteFile database, long versions)
    {
        Assert.Equal(versions, await database.ScalarAsync<long>("SELECT count(*) FROM sample_versions"));
        Assert.Equal("ok", await database.ScalarAsync<string>("PRAGMA integrity_check"));
    }
}
