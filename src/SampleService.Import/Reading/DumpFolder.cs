using System.Globalization;
using System.Text.RegularExpressions;

namespace SampleService.Import;

/// <summary>The files of a dump: those of arangodump, <c>NAME_MD5.data.json.gz</c>, or of arangoexport, <c>NAME.jsonl</c> or <c>NAME.json</c>.</summary>
internal sealed partial class DumpFolder
{
    private readonly ILookup<string, FileInfo> _files;

    private DumpFolder(ILookup<string, FileInfo> files) => _files = files;

    /// <summary>The files of a collection, in the order of their names.</summary>
    public IEnumerable<FileInfo> FilesOf(string collection) => _files[collection];

    /// <summary>Finds the files of all collections that are needed.</summary>
    /// <exception cref="ImportException">A collection has no file, or one of a form that is not read.</exception>
    public static DumpFolder Open(string path, CollectionNames names)
    {
        if (!Directory.Exists(path))
            throw new ImportException($"There is no folder {path}");
        var encryption = Path.Combine(path, "ENCRYPTION");
        if (File.Exists(encryption) && !File.ReadAllText(encryption).StartsWith("none", StringComparison.Ordinal))
            throw new ImportException($"The dump in {path} is encrypted; decrypt it, or make one without encryption");
        var files = new DirectoryInfo(path).GetFiles().OrderBy(static file => file.Name, StringComparer.Ordinal)
            .Select(static file => (File: file, Match: DataFile().Match(file.Name))).Where(static found => found.Match.Success)
            .ToLookup(static found => found.Match.Groups["name"].Value, static found => found.File);
        var folder = new DumpFolder(files);
        foreach (var name in names.All)
            folder.RequireFile(path, name);
        return folder;
    }

    private void RequireFile(string path, string name)
    {
        if (_files[name].Any())
            return;
        if (new DirectoryInfo(path).GetFiles(name + "*.vpack*").Length > 0)
            throw new ImportException($"The collection {name} is in VelocyPack form; make the dump with --dump-vpack false, or use arangoexport --type jsonl");
        throw new ImportException(
            $"{path} has no file of the collection {name}; there are files of: "
            + (_files.Count == 0 ? "none" : string.Join(", ", _files.Select(static group => group.Key).Order(StringComparer.Ordinal).Take(20)))
            + ". The names of collections are those of deploy.cfg (KB_DEPLOYMENT_CONFIG), or its defaults");
    }

    /// <summary>What tells this state of the files from any other.</summary>
    public IEnumerable<string> Describe(CollectionNames names) => names.All.SelectMany(name => FilesOf(name).Select(file => string.Create(
        CultureInfo.InvariantCulture, $"{name}:{file.FullName}:{file.Length}:{file.LastWriteTimeUtc.Ticks}")));

    [GeneratedRegex(@"^(?<name>.+?)(?:_[0-9a-f]{32})?(?:\.[0-9]+)?(?:\.data)?\.jsonl?(?:\.gz)?$")]
    private static partial Regex DataFile();
}
