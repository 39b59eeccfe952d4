using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace SampleService.Kafka.MockCluster;

/// <summary>Lets the brokers refuse what they are sent. The client's library can do that, and its .NET part has no name for it.</summary>
internal static partial class ProduceFaults
{
    private const short ProduceRequest = 0;
    private const int TopicAuthorizationFailed = 29;

    // The client has chosen one of several builds of the library: it is the one that is loaded.
    static ProduceFaults() => NativeLibrary.SetDllImportResolver(
        typeof(ProduceFaults).Assembly,
        static (name, _, _) => NativeLibrary.Load(Process.GetCurrentProcess().Modules
            .Cast<ProcessModule>().First(module => module.ModuleName.Contains(name, StringComparison.Ordinal)).FileName));

    /// <summary>The next requests to take messages are refused for want of rights to the topic.</summary>
    public static void Push(Handle client, int count)
    {
        var owner = client.GetType().GetProperty("LibrdkafkaHandle", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(client)!;
        var native = ((SafeHandle)owner).DangerousGetHandle();
        var errors = Enumerable.Repeat(TopicAuthorizationFailed, count).ToArray();
        PushErrors(FindCluster(native), ProduceRequest, (nuint)count, errors);
    }

    [LibraryImport("librdkafka", EntryPoint = "rd_kafka_handle_mock_cluster")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint FindCluster(nint client);

    [LibraryImport("librdkafka", EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void PushErrors(nint cluster, short request, nuint count, int[] errors);
}
