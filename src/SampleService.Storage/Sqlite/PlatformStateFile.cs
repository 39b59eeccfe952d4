using System.Text.Json;
using SampleService.Domain;

namespace SampleService.Storage.Sqlite;

/// <summary>
/// The states of the platform, in a file beside the database: neither a backup nor a restore of the database has them. The process that
/// has the database has the file too, and remembers what is in it.
/// </summary>
internal sealed class PlatformStateFile
{
    private static readonly JsonSerializerOptions Form = new() { IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly string _path;
    private readonly TimeProvider _clock;
    private IReadOnlyList<SharedState> _states;

    private PlatformStateFile(string path, TimeProvider clock, IReadOnlyList<SharedState> states) =>
        (_path, _clock, _states) = (path, clock, states);

    /// <summary>Reads the file beside a database; there is none until the first state is set.</summary>
    /// <exception cref="DatabaseFilesException">It cannot be understood. A restore may be recorded there, so it is not passed over.</exception>
    public static PlatformStateFile Open(string database, TimeProvider clock)
    {
        var path = database + ".states";
        if (!File.Exists(path))
            return new PlatformStateFile(path, clock, []);
        try
        {
            var states = JsonSerializer.Deserialize<List<SharedState?>>(File.ReadAllBytes(path), Form);
            if (states is not null && states.TrueForAll(IsWhole))
                return new PlatformStateFile(path, clock, [.. states.OfType<SharedState>()]);
        }
        catch (JsonException)
        {
            // Told of below, like a value that no state has.
        }

        throw new DatabaseFilesException(
            $"The file {path}, which keeps the states of the platform, is damaged: if no restore was under way, delete it");
    }

    private static bool IsWhole(SharedState? state) =>
        state is not null && state.Since.CompareTo(Timestamp.Earliest) >= 0 && state.LeaseEnd.CompareTo(Timestamp.Latest) <= 0;

    /// <summary>What is in force.</summary>
    public SharedStateList List()
    {
        var now = Timestamp.Now(_clock);
        return new SharedStateList(now, [.. Volatile.Read(ref _states).Where(state => state.IsActiveAt(now))]);
    }

    /// <summary>The number of the state that refuses writes, as callers are told it; null for none.</summary>
    public int? FindRefusal()
    {
        if (Volatile.Read(ref _states).Count == 0)
            return null;
        var active = List().Active;
        return active.Any(state => state.RefusesWrites) ? SharedStates.Shown(active.Select(state => state.Number)) : null;
    }

    /// <summary>Replaces the states, on disk before in memory.</summary>
    public void Save(IEnumerable<SharedState> states)
    {
        IReadOnlyList<SharedState> sorted = [.. states.OrderBy(state => state.Number)];
        var pending = _path + ".new";
        File.Delete(pending);
        using (var file = PrivateFiles.Open(pending, FileShare.None))
        {
            JsonSerializer.Serialize(file, sorted, Form);
            file.Flush(flushToDisk: true);
        }

        File.Move(pending, _path, overwrite: true);
        Volatile.Write(ref _states, sorted);
    }
}
