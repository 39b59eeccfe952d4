using System.Diagnostics;
using Npgsql;
using SampleService.Testing.Servers;

namespace SampleService.Testing.Postgres;

/// <summary>
/// A PostgreSQL server of our own in a fresh folder, on a Unix socket in it. A small shell watches over it: when the
/// process that started it is gone, however it ended, the shell stops the server and removes the folder.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string FolderPrefix = "sample-pg-";

    // The path of a socket may have some hundred characters, so the folder lies where paths are short.
    private const string Root = "/tmp";

    // Standard input is a pipe from the process that started us; it ends with that process. The server gets another
    // user when we are root, under which it refuses to run.
    private const string Shell =
        """
        trap : INT HUP
        folder=$1 bin=$2 primary=$3; shift 3
        as=
        if [ "$(id -u)" = 0 ]; then
            user=postgres
            id -u "$user" >/dev/null 2>&1 || user=nobody
            chown "$user" "$folder"
            if command -v setpriv >/dev/null; then
                as="setpriv --reuid=$(id -u "$user") --regid=$(id -g "$user") --clear-groups"
            else
                as="runuser -u $user --"
            fi
        fi
        cd "$folder" || exit 1
        export LC_ALL=C
        fill() {
            if [ -n "$primary" ]; then
                $as "$bin/pg_basebackup" -h "$primary" -U postgres -D "$folder/data" --write-recovery-conf --checkpoint=fast --no-sync
            else
                $as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync
            fi
        }
        if fill >"$folder/log" 2>&1; then
            command=start
            while [ "$command" = start ]; do
                $as "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= "$@" >>"$folder/log" 2>&1 </dev/null &
                server=$!
                echo started
                read -r command || command=stop
                if [ "$command" = stop ]; then
                    # It may stand still, and so may its processes.
                    kill -CONT $server $(cat /proc/$server/task/$server/children 2>/dev/null) 2>/dev/null
                    kill -INT $server 2>/dev/null
                fi
                wait $server 2>/dev/null
            done
        else
            echo failed
            read -r _
        fi
        rm -rf "$folder"
        """;

    private static readonly string[] Fast = ["-c", "fsync=off", "-c", "full_page_writes=off"];

    private static readonly Lazy<Task<PostgresServer>> One = new(() => StartAsync());

    private readonly Process _shell;
    private readonly SemaphoreSlim _templateGate = new(1);
    private readonly HashSet<string> _templates = [];
    private int _databases;

    private PostgresServer(Process shell, string folder)
    {
        _shell = shell;
        Folder = folder;
    }

    /// <summary>Where it lives; its log is the file <c>log</c> in it.</summary>
    public string Folder { get; }

    /// <summary>The server that all tests of this process share; started by the first, stopped with the process.</summary>
    public static Task<PostgresServer> SharedAsync() => One.Value;

    /// <summary>Starts a server.</summary>
    /// <param name="durable">Whether it waits for the disk; without, it is faster, and a crash of the machine ruins it.</param>
    /// <param name="settings">More settings, each as <c>name=value</c>.</param>
    public static Task<PostgresServer> StartAsync(bool durable = false, params string[] settings) =>
        LaunchAsync("", durable, settings);

    /// <summary>Starts a server that follows this one.</summary>
    public Task<PostgresServer> StartStandbyAsync() => LaunchAsync(Folder, durable: false, []);

    /// <summary>Makes a standby a primary.</summary>
    public Task PromoteAsync() => ExecuteAsync("SELECT pg_promote()");

    /// <summary>Starts it again as a standby, which follows nobody.</summary>
    public async Task DemoteAsync()
    {
        await StopImmediatelyAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "data", "standby.signal"), "");
        await RestartAsync();
    }

    private static async Task<PostgresServer> LaunchAsync(string primary, bool durable, string[] settings)
    {
        var binaries = PostgresBinaries.Folder
            ?? throw new PostgresStartException("PostgreSQL is not installed: neither initdb nor postgres was found.");
        if (OperatingSystem.IsWindows())
            throw new PostgresStartException("On Windows there is no private PostgreSQL server.");
        RemoveLeftovers();
        var folder = Path.Combine(Root, $"{FolderPrefix}{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "-c", Shell, "sh", folder, binaries, primary, "-c", "max_connections=300", "-c", "shared_buffers=64MB",
            .. durable ? [] : Fast, .. settings.SelectMany(setting => (string[])["-c", setting]),
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var server = new PostgresServer(Process.Start(start)!, folder);
        try
        {
            await server.WaitUntilReadyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What its processes have used of the processors since it was started; those that have ended count.</summary>
    public TimeSpan ProcessorTime =>
        Processes() is [var first, .. var others]
            ? ProcessTree.ProcessorTimeOf(first, withEnded: true) + others.Aggregate(TimeSpan.Zero, static (sum, id) => sum + ProcessTree.ProcessorTimeOf(id, withEnded: false))
            : TimeSpan.Zero;

    /// <summary>How to connect to a database of it, as services do: they keep their connections.</summary>
    public string ConnectionString(string database = "postgres") => Connection(database, pooling: true);

    /// <summary>How to connect to a database of it for a single connection, which is closed when it is disposed.</summary>
    public string SingleConnectionString(string database = "postgres") => Connection(database, pooling: false);

    /// <summary>Makes a database with a name of its own and gives that.</summary>
    /// <param name="template">What it is a copy of; null for an empty one.</param>
    /// <param name="fill">Fills the template, the first time it is asked for.</param>
    public async Task<string> CreateDatabaseAsync(string? template = null, Func<string, Task>? fill = null)
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        if (template is null)
        {
            await ExecuteAsync($"CREATE DATABASE {name}");
            return name;
        }

        // One at a time: a template that is being copied or filled cannot be copied.
        await _templateGate.WaitAsync();
        try
        {
            if (!_templates.Contains(template))
            {
                await ExecuteAsync($"CREATE DATABASE {template}");
                await (fill?.Invoke(SingleConnectionString(template)) ?? Task.CompletedTask);
                _templates.Add(template);
            }

            await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
            return name;
        }
        finally
        {
            _templateGate.Release();
        }
    }

    /// <summary>Removes a database, whoever is still connected to it.</summary>
    public Task DropDatabaseAsync(string name) => ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(SingleConnectionString(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs a query for its only value.</summary>
    public async Task<T> ScalarAsync<T>(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(SingleConnectionString(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Ends all its processes at once, as a power cut would.</summary>
    public Task KillAsync() => EndAsync(PosixSignal.Kill, Processes());

    /// <summary>Stops it without waiting for anybody and without tidying up (<c>pg_ctl stop -m immediate</c>).</summary>
    public Task StopImmediatelyAsync() => EndAsync(PosixSignal.Quit, [.. Processes().Take(1)]);

    /// <summary>Puts a copy of its data in their place, once it was ended.</summary>
    public async Task ReplaceDataAsync(string copy)
    {
        var data = Path.Combine(Folder, "data");
        var old = data + ".old";
        Directory.Move(data, old);
        Directory.Move(copy, data);
        // When we are root, it runs as somebody else.
        using var own = Process.Start("chown", ["-R", $"--reference={old}", data]);
        await own.WaitForExitAsync();
        if (own.ExitCode != 0)
            throw new PostgresStartException($"{data} could not be given to the user of the server.");
    }

    /// <summary>Starts it again after it was ended, with the data as it was left.</summary>
    public async Task RestartAsync()
    {
        await _shell.StandardInput.WriteLineAsync("start");
        await _shell.StandardInput.FlushAsync();
        await WaitUntilReadyAsync();
    }

    /// <summary>Holds all its processes still: connections stay, new ones can be made, and nothing answers.</summary>
    public async Task FreezeAsync()
    {
        // One at a time: the first starts others as long as it runs.
        SendAll([.. Processes().Take(1)], PosixSignal.Stop);
        await UntilAllAsync(Processes()[..1], ProcessTree.IsStopped);
        var all = Processes();
        SendAll(all, PosixSignal.Stop);
        await UntilAllAsync(all, ProcessTree.IsStopped);
    }

    /// <summary>Lets it go on, without its knowing that time has passed.</summary>
    public void Thaw() => SendAll(Processes(), PosixSignal.Continue);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        if (await _shell.StandardOutput.ReadLineAsync() != "started")
            throw new PostgresStartException($"initdb or pg_basebackup failed: {ReadLog()}");
        for (var started = Stopwatch.StartNew(); ;)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException exception)
            {
                if (started.Elapsed > TimeSpan.FromSeconds(60))
                    throw new PostgresStartException($"postgres did not start ({exception.Message}): {ReadLog()}");
                await Task.Delay(50);
            }
        }
    }

    private async Task EndAsync(int signal, int[] processes)
    {
        var all = Processes();
        SendAll(processes, signal);
        await UntilAllAsync(all, id => !ProcessTree.IsAlive(id));
    }

    private static async Task UntilAllAsync(int[] processes, Func<int, bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!processes.All(condition))
            await Task.Delay(20, patience.Token);
    }

    /// <summary>The first is the one that started the others.</summary>
    private int[] Processes()
    {
        var first = int.Parse(
            File.ReadLines(Path.Combine(Folder, "data", "postmaster.pid")).First(),
            System.Globalization.CultureInfo.InvariantCulture);
        return [first, .. ProcessTree.ChildrenOf(first)];
    }

    private static void SendAll(int[] processes, int signal)
    {
        // Some may have ended by themselves.
        foreach (var process in processes)
            PosixSignal.TrySend(process, signal);
    }

    private string ReadLog() => File.ReadAllText(Path.Combine(Folder, "log"));

    /// <summary>A shell that was killed together with its tests could not clean up: whoever comes next does.</summary>
    private static void RemoveLeftovers()
    {
        foreach (var folder in Directory.GetDirectories(Root, FolderPrefix + "*"))
        {
            var owner = Path.GetFileName(folder)[FolderPrefix.Length..].Split('-')[0];
            if (Directory.Exists($"/proc/{owner}") || !Directory.Exists("/proc/self"))
                continue;
            try
            {
                StopServerOf(folder);
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its own shell is about to remove it, or it is another user's.
                Debug.WriteLine(exception);
            }
        }
    }

    private string Connection(string database, bool pooling) =>
        new NpgsqlConnectionStringBuilder { Host = Folder, Username = "postgres", Database = database, Pooling = pooling }.ConnectionString;

    private static void StopServerOf(string folder)
    {
        var file = Path.Combine(folder, "data", "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).First(), out var id))
            return;
        var command = $"/proc/{id}/cmdline";
        if (!File.Exists(command) || !File.ReadAllText(command).Contains(folder, StringComparison.Ordinal))
            return;
        using var kill = Process.Start("kill", ["-QUIT", id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
