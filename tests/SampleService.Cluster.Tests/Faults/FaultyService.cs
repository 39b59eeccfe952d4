using System.Diagnostics;
using SampleService.Cluster.Tests.Databases;
using SampleService.Cluster.Tests.Disturbed;
using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests.Faults;

/// <summary>One server whose storage is about to fail, and a sample in it with a link to it.</summary>
internal sealed class FaultyService : IAsyncDisposable
{
    /// <summary>What a caller is told when storage fails: no text of a library.</summary>
    public const string StorageFailure = "Connection to database failed";

    private readonly Deployment _deployment;
    private readonly RpcClient _rpc = new();
    private readonly string _upa;
    private int _tags;

    private FaultyService(Deployment deployment, ServerProcess process) =>
        (_deployment, Process, _upa) = (deployment, process, deployment.NewObject());

    public ServerProcess Process { get; }

    /// <summary>A sample that was acknowledged.</summary>
    public string Sample { get; private set; } = null!;

    public static async Task<FaultyService> StartAsync(IDeploymentDatabase database, params (string Name, string Value)[] settings)
    {
        var deployment = await Deployment.CreateAsync(World.LinkLimit, Sharing.Alone, database);
        var environment = new Dictionary<string, string>(deployment.Options.Environment);
        foreach (var (name, value) in settings)
            environment[name] = value;
        var options = deployment.Options with { Environment = environment };
        var service = new FaultyService(deployment, await ServerProcess.StartAsync(options));
        service.Sample = (await service.CreateAsync()).Value.GetProperty("id").GetString()!;
        Assert.True((await service.LinkAsync("first")).Succeeded);
        return service;
    }

    public Task<Answer> CallAsync(string method, object argument) => _rpc.CallAsync(Process.Url, "user1", method, argument);

    /// <summary>Makes a sample.</summary>
    public Task<Answer> CreateAsync() => CallAsync("create_sample", Content.Save(null, NextTag()));

    /// <summary>Saves a version of <see cref="Sample"/>.</summary>
    public Task<Answer> SaveAsync(int? prior = null) => CallAsync("create_sample", Content.Save(Sample, NextTag(), prior));

    /// <summary>Makes a link to <see cref="Sample"/> from a part of an object.</summary>
    public Task<Answer> LinkAsync(string dataid) =>
        CallAsync("create_data_link", new { upa = _upa, dataid, id = Sample, version = 1, node = Content.Node(0) });

    /// <summary>Reads the newest version of <see cref="Sample"/>.</summary>
    public Task<Answer> ReadAsync() => CallAsync("get_sample", new { id = Sample });

    /// <summary>Reads links, which no process remembers.</summary>
    public Task<Answer> ReadLinksAsync() => CallAsync("get_data_links_from_sample", new { id = Sample, version = 1 });

    /// <summary>Makes a call that has to fail as one does whose storage failed, and tells how long it took.</summary>
    public static async Task<TimeSpan> FailsAsync(Func<Task<Answer>> call)
    {
        var clock = Stopwatch.StartNew();
        var answer = await call();
        Assert.Equal(StorageFailure, answer.Error);
        return clock.Elapsed;
    }

    /// <summary>Waits until reads and writes succeed again, and tells how long it took.</summary>
    public async Task<TimeSpan> RecoversAsync()
    {
        var clock = Stopwatch.StartNew();
        while (!(await ReadAsync()).Succeeded || !(await ReadLinksAsync()).Succeeded || !(await CreateAsync()).Succeeded)
            Assert.True(clock.Elapsed < Eventually.Patience, "the service does not go on");
        return clock.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        await Process.DisposeAsync();
        await _deployment.DisposeAsync();
    }

    private string NextTag() => $"tag {Interlocked.Increment(ref _tags)}";
}
