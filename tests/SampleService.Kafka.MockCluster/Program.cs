using System.Globalization;
using Confluent.Kafka;
using SampleService.Kafka.MockCluster;

// The brokers of the client's own mock cluster: they listen on loopback, and keep what they are sent in memory. Their addresses are the first line
// of the output; each line of the input is how many of the next requests to take messages are refused; with its end the cluster is gone.
var settings = new AdminClientConfig { BootstrapServers = "localhost" };
settings.Set("test.mock.num.brokers", "3");
using var client = new AdminClientBuilder(settings).SetLogHandler(static (_, _) => { }).Build();
Console.WriteLine(string.Join(
    ',', client.GetMetadata(TimeSpan.FromSeconds(30)).Brokers.Select(broker => string.Create(CultureInfo.InvariantCulture, $"{broker.Host}:{broker.Port}"))));
while (Console.ReadLine() is { } line)
{
    ProduceFaults.Push(client.Handle, int.Parse(line, CultureInfo.InvariantCulture));
    Console.WriteLine("done");
}
