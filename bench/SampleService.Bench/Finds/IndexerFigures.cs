using System.Globalization;
using Npgsql;
using SampleService.Storage;
using SampleService.Storage.Sqlite;

namespace SampleService.Bench;

/// <summary>The indexer of a running service: beside a steady load of creates, and on samples that have been waiting.</summary>
/// <param name="backEnd">What the table calls the database.</param>
/// <param name="service">Runs on a database with <see cref="Waiting"/> samples in the queue.</param>
/// <param name="countQueued">How many samples are in the queue.</param>
/// <param name="databaseTime">Processor time of the database's own processes.</param>
/// <param name="table">Takes the figures.</param>
internal sealed class IndexerFigures(string backEnd, MeasuredService service, Func<int> countQueued, Func<TimeSpan> databaseTime, FigureTable table)
{
    /// <summary>Samples that wait when the service is started.</summary>
    public const int Waiting = 10_000;

    private static readonly int[] Rates = [500, 2000];

    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public static async Task OnSqliteAsync(FigureTable table)
    {
        using var folder = new Testing.Servers.TemporaryDirectory();
        var path = Path.Combine(folder.Path, "samples.db");
        await SqliteDatabase.Open(
            new SqliteDatabaseOptions { Path = path }, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteDatabase>.Instance).DisposeAsync();
        await FindsFill.RunAsync(new SqliteFill(path), Waiting);
        FillProof.QueueAll(path);
        await using var service = await MeasuredService.StartAsync(dataDirectory: folder.Path);
        var session = SqliteSession.OpenReader(path);
        await new IndexerFigures("SQLite", service, () => (int)session.Prepare("SELECT count(*) FROM search_queue").ReadInt64()!, () => TimeSpan.Zero, table).RunAsync();
        session.Close();
    }

    public static async Task OnPostgreSqlAsync(BenchPostgres server, FigureTable table)
    {
        var connectionString = await server.CreateMigratedDatabaseAsync();
        await FindsFill.RunAsync(new PostgreSqlFill(connectionString), Waiting);
        await FillProof.QueueAllAsync(connectionString);
        await using var service = await MeasuredService.StartAsync(connectionString);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("SELECT count(*)::integer FROM search_queue", connection);
        await new IndexerFigures("PostgreSQL", service, () => (int)count.ExecuteScalar()!, () => server.ProcessorTime, table).RunAsync();
    }

    private async Task RunAsync()
    {
        await DrainAsync();
        var real = RealSamples.Read();
        var next = 0;
        foreach (var rate in Rates)
            await LoadAsync(rate, () => real.CreateArgument(Interlocked.Increment(ref next)));
    }

    /// <summary>The samples that wait from the start.</summary>
    private async Task DrainAsync()
    {
        var (queued, watch) = (countQueued(), Times.Of(this));
        var time = await EmptyAsync();
        var spent = watch.Since();
        table.Add(
            $"indexing of samples that wait, {backEnd}", $"{queued / time.TotalSeconds:0} a second", "",
            $"{spent.Service.TotalMicroseconds / queued:0} us of the service's processor time a sample, {spent.Database.TotalMicroseconds / queued:0} us of the database's");
    }

    private async Task LoadAsync(int rate, Func<string> argument)
    {
        var watch = Times.Of(this);
        var (most, last, sum, looks) = (0, 0, 0L, 0);
        var load = PacedCreates.RunAsync(service.Caller, rate, LoadTime, argument);
        while (!load.IsCompleted)
        {
            last = countQueued();
            (most, sum, looks) = (Math.Max(most, last), sum + last, looks + 1);
            await Task.Delay(Look);
        }

        var (created, seconds) = await load;
        var spent = watch.Since();
        var emptied = await EmptyAsync();
        table.Add(
            $"queue beside {rate} creates a second, {backEnd}", $"{most} samples at most", "bounded",
            $"{created / seconds:0} a second were made; {sum / Math.Max(1, looks)} in the queue on average, {last} at the end, empty {emptied.TotalSeconds:0.0} s later; {spent.Service.TotalMicroseconds / created:0} us of the service's processor time a create, {spent.Database.TotalMicroseconds / created:0} us of the database's");
    }

    private async Task<TimeSpan> EmptyAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (countQueued() > 0)
        {
            if (TimeProvider.System.GetElapsedTime(start) > LongestDrain)
                throw new LoadException(string.Create(CultureInfo.InvariantCulture, $"The queue was not emptied: {countQueued()} samples are in it."));
            await Task.Delay(Look);
        }

        return TimeProvider.System.GetElapsedTime(start);
    }

    private sealed record Times(IndexerFigures Figures, TimeSpan Service, TimeSpan Database)
    {
        public static Times Of(IndexerFigures figures) => new(figures, figures.ProcessorTime, figures.DatabaseTime);

        public (TimeSpan Service, TimeSpan Database) Since() => (Figures.ProcessorTime - Service, Figures.DatabaseTime - Database);
    }

    private TimeSpan ProcessorTime => service.Process.ProcessorTime;

    private TimeSpan DatabaseTime => databaseTime();
}
