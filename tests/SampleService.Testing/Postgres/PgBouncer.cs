using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace SampleService.Testing.Postgres;

/// <summary>
/// A PgBouncer of our own before a PostgreSQL server, on a Unix socket in a fresh folder. As with <see cref="PostgresServer"/>, a
/// small shell stops it when the process that started it is gone.
/// </summary>
public sealed class PgBouncer : IAsyncDisposable
{
    // It refuses to run as root.
    private const string Shell =
        """
        trap : INT HUP
        folder=$1 as=
        if [ "$(id -u)" = 0 ]; then
            user=postgres
            id -u "$user" >/dev/null 2>&1 || user=nobody
            chown -R "$user" "$folder"
            as="-u $user"
        fi
        PATH=$PATH:/usr/sbin
        pgbouncer -q $as "$folder/pgbouncer.ini" >"$folder/log" 2>&1 </dev/null &
        pooler=$!
        read -r _
        kill -INT $pooler 2>/dev/null
        wait $pooler 2>/dev/null
        rm -rf "$folder"
        """;

    private const int Port = 6432;

    private readonly Process _shell;
    private readonly string _folder;

    private PgBouncer(Process shell, string folder) => (_shell, _folder) = (shell, folder);

    /// <summary>Starts one.</summary>
    /// <param name="server">The server behind it.</param>
    /// <param name="mode">Its <c>pool_mode</c>.</param>
    /// <param name="settings">More settings, each as <c>name = value</c>.</param>
    public static async Task<PgBouncer> StartAsync(PostgresServer server, string mode, params string[] settings)
    {
        if (OperatingSystem.IsWindows())
            throw new PostgresStartException("On Windows there is no private PgBouncer.");
        // The path of a socket may have some hundred characters, so the folder lies where paths are short.
        var folder = Path.Combine(Path.GetTempPath(), $"sample-pgb-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "pgbouncer.ini"),
            $"""
            [databases]
            * = host={server.Folder} user=postgres
            [pgbouncer]
            listen_addr =
            listen_port = {Port}
            unix_socket_dir = {folder}
            auth_type = any
            pool_mode = {mode}
            {string.Join('\n', settings)}

            """);
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", Shell, "sh", folder])
            start.ArgumentList.Add(argument);
        var pooler = new PgBouncer(Process.Start(start)!, folder);
        try
        {
            await pooler.WaitUntilReadyAsync();
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to connect to a database through it.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder,
        Port = Port,
        Username = "postgres",
        Database = database,
    }.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    // The socket's file is there a moment before anybody listens at it.
    private async Task WaitUntilReadyAsync()
    {
        var address = new UnixDomainSocketEndPoint(Path.Combine(_folder, $".s.PGSQL.{Port}"));
        for (var started = Stopwatch.StartNew(); !await ListensAsync(address);)
        {
            if (started.Elapsed > TimeSpan.FromSeconds(30))
                throw new PostgresStartException(
                    $"PgBouncer did not start; is it installed? {await File.ReadAllTextAsync(Path.Combine(_folder, "log"))}");
            await Task.Delay(20);
        }
    }

    private static async Task<bool> ListensAsync(UnixDomainSocketEndPoint address)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
