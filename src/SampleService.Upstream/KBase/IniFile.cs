using SampleService.Domain;

namespace SampleService.Upstream.KBase;

/// <summary>
/// The subset of Python's configparser syntax that deployment files use: sections in brackets, <c>key = value</c> or
/// <c>key: value</c>, comment lines that begin with <c>#</c> or <c>;</c>, and values continued on lines indented deeper than their
/// key. Keys are case-insensitive. Section <c>DEFAULT</c> supplies defaults for all others. There is no <c>%</c> interpolation.
/// </summary>
internal sealed class IniFile
{
    private const long MaxBytes = 1024 * 1024;
    private const string Defaults = "DEFAULT";

    private readonly Dictionary<string, Dictionary<string, string>> _sections = new(StringComparer.Ordinal);

    private IniFile()
    {
    }

    /// <summary>The values of a section over those of DEFAULT; empty when there is no such section.</summary>
    public IReadOnlyDictionary<string, string> Section(string name)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!_sections.TryGetValue(name, out var own))
            return values;
        if (_sections.TryGetValue(Defaults, out var shared))
            foreach (var (key, value) in shared)
                values[key] = value;
        foreach (var (key, value) in own)
            values[key] = value;
        return values;
    }

    /// <exception cref="UpstreamConfigurationException">The file does not exist, cannot be read, or is not an ini file.</exception>
    public static IniFile Read(string path)
    {
        string[] lines;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
                throw new UpstreamConfigurationException($"{path} is too large for a configuration file");
            lines = File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UpstreamConfigurationException("config is empty, cannot start service", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UpstreamConfigurationException($"The configuration file {path} cannot be read", fault);
        }

        return Parse(path, lines);
    }

    private static IniFile Parse(string path, string[] lines)
    {
        var file = new IniFile();
        Dictionary<string, string>? section = null;
        string? key = null;
        var keyIndent = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var text = ContractText.Trim(lines[i].AsSpan());
            if (text.IsEmpty || text[0] is '#' or ';')
                continue;
            var indent = Indent(lines[i]);
            if (section is not null && key is not null && indent > keyIndent)
            {
                section[key] = $"{section[key]}\n{text}";
                continue;
            }

            keyIndent = indent;
            if (text is ['[', .. var rest] && rest.LastIndexOf(']') is var end and > 0)
            {
                section = file.GetOrAddSection(rest[..end].ToString());
                key = null;
                continue;
            }

            // Messages do not quote the line, because it may hold a password.
            var delimiter = text.IndexOfAny('=', ':');
            if (section is null)
                throw Fault("is before the first section");
            if (delimiter < 1)
                throw Fault("is neither a section nor a key with a value");
            key = ContractText.Trim(text[..delimiter]).ToString();
            if (!section.TryAdd(key, ContractText.Trim(text[(delimiter + 1)..]).ToString()))
                throw Fault($"repeats the key {UpstreamText.OneLine(key)}");

            UpstreamConfigurationException Fault(string what) => new($"Line {i + 1} of {path} {what}");
        }

        return file;
    }

    private Dictionary<string, string> GetOrAddSection(string name)
    {
        if (!_sections.TryGetValue(name, out var section))
            _sections.Add(name, section = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        return section;
    }

    private static int Indent(string line)
    {
        var indent = 0;
        while (indent < line.Length && ContractText.IsWhiteSpace(line[indent]))
            indent++;
        return indent;
    }
}
