using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace SampleService.Upstream.Standalone;

/// <summary>
/// The file with the first tokens, <c>tokens.json</c> in the data directory: a JSON object from user name to token, one per line. It
/// is written under a pending name and renamed once the tokens are stored in the database.
/// </summary>
internal sealed class SeedTokenFile(string directory, ILogger logger)
{
    public const string FileName = "tokens.json";
    private const string PendingSuffix = ".pending";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string FinalPath { get; } = Path.Combine(Path.GetFullPath(directory), FileName);

    public string PendingPath => FinalPath + PendingSuffix;

    /// <summary>
    /// Writes the tokens to disk under the pending name. Replaces the file of an earlier start that stopped before its accounts were
    /// stored, whose tokens were never valid.
    /// </summary>
    public void WritePending(IReadOnlyDictionary<string, string> tokens)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, Private | UnixFileMode.UserExecute);
        File.Delete(PendingPath);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        using var file = new FileStream(PendingPath, options);
        using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            foreach (var (user, token) in tokens)
                writer.WriteString(user, token);
            writer.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
        file.Flush(flushToDisk: true);
    }

    /// <summary>The tokens under the pending name; null if the file does not exist or is incomplete.</summary>
    public IReadOnlyList<string>? ReadPending() => Read(PendingPath, static member => member.Value.GetString() ?? "");

    /// <summary>The users whose tokens are in the file; null if it does not exist or is something else.</summary>
    public IReadOnlyList<string>? ReadUsers() => Read(FinalPath, static member => member.Name);

    private static IReadOnlyList<string>? Read(string path, Func<JsonProperty, string> select)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. json.RootElement.EnumerateObject().Select(select)];
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The caller logs that the file is left over.
            return null;
        }
    }

    /// <summary>Gives the pending file its final name. An existing file of that name is renamed, not overwritten.</summary>
    public void Publish()
    {
        for (var number = 1; File.Exists(FinalPath); number++)
        {
            var aside = string.Create(CultureInfo.InvariantCulture, $"{FinalPath}.{number}");
            if (File.Exists(aside))
                continue;
            File.Move(FinalPath, aside, overwrite: false);
            UpstreamLog.MovedAside(logger, aside);
        }

        File.Move(PendingPath, FinalPath, overwrite: false);
    }
}
