using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SampleService.Domain;
using SampleService.Grains;
using SampleService.Grains.Abstractions;
using SampleService.Json;
using SampleService.Search;
using SampleService.Storage;
using SampleService.Storage.Sqlite;
using SQLitePCL;

namespace SampleService.Bench;

/// <summary>
/// Counts the pages of a SQLite database that a find asks for. SQLite counts them for a connection and does not tell other processes, so the find runs
/// in this one, on the classes of the service; mapped memory is turned off, since pages in it are not counted.
/// </summary>
internal static class SqliteFindPages
{
    public static async Task<double> CountAsync(string path, FindQuestion question)
    {
        var store = new CountingStore(path);
        try
        {
            using var gate = new FindGate(FindLimits.Default);
            var finder = new SampleFinder(
                store, new NoGroups(), new DocumentWriter(NumberForm.AsSent), FindLimits.Default, gate, new LargeScopes(TimeProvider.System));
            var query = Read(question);
            // The first call reads the schema and looks up the numbers of keys.
            await finder.FindAsync(query, default);
            var before = store.Pages;
            await finder.FindAsync(query, default);
            return store.Pages - before;
        }
        finally
        {
            store.Close();
        }
    }

    private static FindQuery Read(FindQuestion question)
    {
        using var json = JsonText.Parse(Encoding.UTF8.GetBytes(question.Argument));
        var filter = question.Argument.Contains("\"filter\"", StringComparison.Ordinal) ? FilterReader.Read(new Parameter(json.Root["filter"u8], "filter")) : null;
        var isByName = question.Argument.Contains("\"by\":\"name\"", StringComparison.Ordinal);
        return new FindQuery(new Requester(new UserName(question.Reader), false), FindScope.Readable, filter, EvaluationContext.Empty)
        {
            Sort = isByName ? FindSort.Name : FindSort.Created,
            Descending = !isByName,
        };
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_connection")]
    private static extern ref sqlite3 ConnectionOf(SqliteSession session);

    private sealed class CountingStore : ISearchStore
    {
        private readonly SqliteSession _session;
        private readonly NumberCache _numbers = new();
        private readonly SearchQueue _queue = new();

        public CountingStore(string path)
        {
            _session = SqliteSession.OpenReader(path);
            _session.ExecuteScript("PRAGMA mmap_size = 0");
        }

        public long Pages => Read(raw.SQLITE_DBSTATUS_CACHE_HIT) + Read(raw.SQLITE_DBSTATUS_CACHE_MISS);

        public async ValueTask<T> ReadAsync<T>(Func<ISearchSnapshot, CancellationToken, Task<T>> find, CancellationToken cancellation)
        {
            _session.Prepare("BEGIN").Execute();
            try
            {
                return await find(new SearchSnapshot(_session, _numbers, _queue), cancellation);
            }
            finally
            {
                _session.Prepare("COMMIT").Execute();
            }
        }

        public void Close() => _session.Close();

        private int Read(int counter)
        {
            raw.sqlite3_db_status(ConnectionOf(_session), counter, out var current, out _, 0);
            return current;
        }
    }

    /// <summary>Nobody is in a group.</summary>
    private sealed class NoGroups : ICallerGroups
    {
        public ValueTask<UserSet> FindAsync(UserName user, CancellationToken cancellation) => new(UserSet.Empty);

        public ValueTask<Requester> CompleteAsync(Requester requester, CancellationToken cancellation) => new(requester);

        public ValueTask<Requester> CompleteAsync(Requester requester, AccessLevel level, SampleAcls acls, CancellationToken cancellation) => new(requester);
    }
}
