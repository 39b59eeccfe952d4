using System.Globalization;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Starting;
using SampleService.Server.Tests.Support;
using SampleService.Testing.Fakes;
using SampleService.Testing.Servers;

namespace SampleService.Server.Tests.Operations;

/// <summary>Names, types, texts, labels and buckets of all metrics: dashboards and alarms of operators are built on them.</summary>
public sealed partial class MetricsExpositionTests
{
    private const string CallBuckets = "0.0001 0.00025 0.0005 " + UpstreamBuckets;
    private const string StoreBuckets = "1E-05 2.5E-05 5E-05 " + CallBuckets;
    private const string UpstreamBuckets = "0.001 0.0025 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 25 50 +Inf";
    private const string BatchBuckets = "1 2 4 8 16 32 64 128 256 +Inf";

    /// <summary>
    /// As <c>name: type, text, labels, buckets</c>. Metrics of the host of the grains and the counter of database failures, of which
    /// this server has none, are left out.
    /// </summary>
    private static readonly string[] Expected =
    [
        "dotnet_gc_collections_total: counter | The number of garbage collections that have occurred since the process has started. | gc_heap_generation |",
        "dotnet_gc_heap_total_allocated_bytes_total: counter | The approximate number of bytes allocated on the managed GC heap since the process has started. The returned value does not include any native allocations. | |",
        "dotnet_gc_last_collection_heap_fragmentation_size_bytes: gauge | The heap fragmentation, as observed during the latest garbage collection. | gc_heap_generation |",
        "dotnet_gc_last_collection_heap_size_bytes: gauge | The managed GC heap size (including fragmentation), as observed during the latest garbage collection. | gc_heap_generation |",
        "dotnet_gc_last_collection_memory_committed_size_bytes: gauge | The amount of committed virtual memory in use by the .NET GC, as observed during the latest garbage collection. | |",
        "dotnet_gc_pause_time_seconds_total: counter | The total amount of time paused in GC since the process has started. | |",
        "dotnet_process_cpu_count: gauge | The number of processors available to the process. | |",
        "dotnet_process_cpu_time_seconds_total: counter | CPU time used by the process. | cpu_mode |",
        "dotnet_process_memory_working_set_bytes: gauge | The number of bytes of physical memory mapped to the process context. | |",
        "dotnet_thread_pool_queue_length_total: counter | The number of work items that are currently queued to be processed by the thread pool. | |",
        "dotnet_thread_pool_thread_count_total: counter | The number of thread pool threads that currently exist. | |",
        "dotnet_thread_pool_work_item_count_total: counter | The number of work items that the thread pool has completed since the process has started. | |",
        "sample_service_anonymous_bytes_in_flight: gauge | The part of it without a valid token | |",
        "sample_service_build_info: gauge | 1, labelled with the version and the commit that run | commit version |",
        "sample_service_busy_total: counter | Times that something was refused because of the load | reason |",
        "sample_service_bytes_in_flight: gauge | Cost of all that is under way, in bytes | |",
        $"sample_service_call_duration_seconds: histogram | Time from the arrival of a call until its answer was ready | method | {CallBuckets}",
        "sample_service_calls_in_flight: gauge | Calls under way | |",
        "sample_service_calls_total: counter | Calls that have ended | method outcome |",
        "sample_service_connections: gauge | Connections of callers | |",
        "sample_service_log_lost_lines_total: counter | Lines of the log that could not be written | |",
        "sample_service_samples_memory_bytes: gauge | Bytes of versions of samples that are remembered | |",
        "sample_service_search_backfilled: gauge | Samples from before an upgrade that were made findable | |",
        "sample_service_search_failures_total: counter | Times that a sample could not be indexed | |",
        "sample_service_search_indexed_total: counter | Samples that were indexed | |",
        "sample_service_search_queue: gauge | Samples that wait to be indexed, counted up to 10000 | |",
        $"sample_service_store_batch: histogram | Writes committed in one transaction by the writer of SQLite | | {BatchBuckets}",
        $"sample_service_store_duration_seconds: histogram | Time of an operation on the database, waits included | operation outcome | {StoreBuckets}",
        "sample_service_store_queue: gauge | Writes that wait for the writer of SQLite | |",
        "sample_service_subscriptions: gauge | Subscriptions to events on WebSockets of callers | |",
        $"sample_service_upstream_duration_seconds: histogram | Time of a request to another service | outcome service | {UpstreamBuckets}",
        "sample_service_upstream_failures_total: counter | Requests to other services that failed | kind service |",
        "sample_service_websockets: gauge | WebSockets of callers | |",
    ];

    [Fact]
    public async Task Metrics_AfterCallsOfEveryKind_HaveTheDocumentedNamesLabelsAndBuckets()
    {
        await using var fakes = await KBaseFakes.StartAsync();
        fakes.Workspace.AddWorkspace(1);
        await using var server = await ServerProcess.StartAsync(new ServerOptions
        {
            DeployConfig = DeployConfig.For(fakes),
            Environment = new Dictionary<string, string> { ["Metrics__Urls"] = "http://127.0.0.1:0", ["Limits__ConcurrentCalls"] = "1" },
        });
        using var client = new RpcClient(server.Url, "token-user1");
        var held = fakes.Auth.Hold();
        var first = client.SaveAsync(SampleText.Small());
        await held.WaitForAsync(1, Patience.Token());
        Assert.Equal(-32008, (await client.CallAsync("SampleService.create_sample", "{}")).Code);
        held.Dispose();
        await first;
        fakes.Workspace.Fail();
        await client.CallAsync("SampleService.get_data_links_from_data", """{"upa":"1/1/1"}""");

        var lines = await (await MetricsPage.FindAsync(server)).ReadLinesAsync();

        Assert.Equal(Expected, Describe(lines));
    }

    private static IEnumerable<string> Describe(string[] lines) =>
        from type in Parse(Type(), lines)
        let name = type.Groups[1].Value
        where !name.StartsWith("sample_service_grains_", StringComparison.Ordinal) && !name.StartsWith("orleans_", StringComparison.Ordinal)
        orderby name
        let help = Parse(Help(), lines).Single(help => help.Groups[1].Value == name).Groups[2].Value
        let samples = Parse(Sample(), lines).Where(sample => sample.Groups[1].Value == name && sample.Groups[2].Value is "" or "_bucket").ToArray()
        let labels = samples.SelectMany(sample => sample.Groups[3].Captures).Select(label => label.Value).Where(label => label != "le").Distinct()
        let buckets = samples.SelectMany(sample => sample.Groups[4].Captures).Select(bucket => bucket.Value).Distinct()
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {type.Groups[2].Value} | {help} | {string.Join(' ', labels.Append("|"))} {string.Join(' ', buckets)}").TrimEnd();

    private static IEnumerable<Match> Parse(Regex form, string[] lines) => lines.Select(line => form.Match(line)).Where(match => match.Success);

    [GeneratedRegex("^# TYPE ([a-z0-9_]+) ([a-z]+)$")]
    private static partial Regex Type();

    [GeneratedRegex("^# HELP ([a-z0-9_]+) (.*)$")]
    private static partial Regex Help();

    [GeneratedRegex("""^([a-z0-9_]+?)(|_bucket|_sum|_count)(?:\{(?:([a-z_]+)="(?:(?<=le=")([^"]*)|[^"]*)",?)*\})? """)]
    private static partial Regex Sample();
}
