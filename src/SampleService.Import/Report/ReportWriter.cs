using System.Text.Encodings.Web;
using System.Text.Json;

namespace SampleService.Import;

/// <summary>Writes the report: one JSON object a line for each finding, and the numbers at the end. It is a private file, since it has names of users' samples.</summary>
internal sealed class ReportWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _file;
    private readonly Dictionary<FindingKind, long> _counts = [];
    private readonly Dictionary<(string Collection, string Member), long> _ignored = [];

    public ReportWriter(string path)
    {
        Path = path;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
        // A file that was there has kept its mode.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>How many findings there are of each kind that occurred.</summary>
    public IReadOnlyDictionary<FindingKind, long> Counts => _counts;

    /// <summary>Writes a finding.</summary>
    public void Add(Finding finding)
    {
        _counts[finding.Kind] = _counts.GetValueOrDefault(finding.Kind) + 1;
        WriteLine(json =>
        {
            json.WriteString("what", NameOf(finding.Kind.Outcome));
            json.WriteString("kind", finding.Kind.Name);
            json.WriteString("collection", finding.Collection);
            json.WriteString("key", finding.Key);
            if (finding.Sample is { } sample)
                json.WriteString("sample", sample);
            if (finding.Version is { } version)
                json.WriteNumber("version", version);
            if (finding.Detail is { } detail)
                json.WriteString("detail", detail);
        });
    }

    /// <summary>Counts a member that is not known.</summary>
    public void Ignore(string collection, string member) =>
        _ignored[(collection, member)] = _ignored.GetValueOrDefault((collection, member)) + 1;

    /// <summary>Writes the numbers.</summary>
    /// <param name="documents">How many documents of each collection there are.</param>
    /// <param name="stored">What is in the database of this dump.</param>
    public void Finish(IEnumerable<(string Collection, long Documents)> documents, Storage.BulkCounts stored)
    {
        foreach (var ((collection, member), count) in _ignored.OrderBy(static entry => entry.Key.ToString(), StringComparer.Ordinal))
            WriteLine(json =>
            {
                json.WriteString("what", "ignored");
                json.WriteString("collection", collection);
                json.WriteString("member", member);
                json.WriteNumber("documents", count);
            });
        WriteLine(json =>
        {
            json.WriteString("what", "summary");
            json.WriteStartObject("documents");
            foreach (var (collection, count) in documents)
                json.WriteNumber(collection, count);
            json.WriteEndObject();
            json.WriteStartObject("stored");
            json.WriteNumber("samples", stored.Samples);
            json.WriteNumber("versions", stored.Versions);
            json.WriteNumber("nodes", stored.Nodes);
            json.WriteNumber("acl_entries", stored.AclEntries);
            json.WriteNumber("links", stored.Links);
            json.WriteEndObject();
            json.WriteStartObject("findings");
            foreach (var (kind, count) in _counts.OrderBy(static entry => entry.Key.Name, StringComparer.Ordinal))
                json.WriteNumber(kind.Name, count);
            json.WriteEndObject();
        });
        _file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>As the report calls it.</summary>
    public static string NameOf(FindingOutcome outcome) => outcome switch
    {
        FindingOutcome.LeftOut => "left_out",
        FindingOutcome.Repaired => "repaired",
        _ => "doubtful",
    };

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(_file, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        _file.WriteByte((byte)'\n');
    }
}
