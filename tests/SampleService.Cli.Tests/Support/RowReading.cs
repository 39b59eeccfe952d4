using System.Text;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Support;

/// <summary>Reads rows as apply does, without a server.</summary>
internal static class RowReading
{
    /// <summary>The operations of a table, those of a row on a line; where it has faults what is told of them.</summary>
    public static string Table(byte[] table, string extension, string mapping, string? sheet = null)
    {
        using var folder = new TemporaryDirectory();
        var map = Path.Combine(folder.Path, "map.json");
        File.WriteAllText(map, mapping);
        return Read(folder, table, extension, content => new TableSource(
            extension == "xlsx" ? new WorkbookReader(content, sheet) : new DelimitedReader(content, extension == "csv" ? ',' : '\t'), RowMapping.Read(map)));
    }

    public static string Table(string table, string extension, string mapping) => Table(Encoding.UTF8.GetBytes(table), extension, mapping);

    /// <summary>The operations of lines of JSON, or what is told of their faults.</summary>
    public static string Lines(byte[] lines)
    {
        using var folder = new TemporaryDirectory();
        return Read(folder, lines, "jsonl", content => new LineSource(content));
    }

    private static string Read(TemporaryDirectory folder, byte[] text, string extension, Func<InputContent, IRowSource> open)
    {
        var file = Path.Combine(folder.Path, "rows." + extension);
        File.WriteAllBytes(file, text);
        using var error = new StringWriter();
        var faults = new RowFaults();
        try
        {
            using var content = InputContent.Of(file);
            var source = open(content);
            List<string> rows = [.. source.Read(faults).Select(Show)];
            Assert.Equal(rows, source.Read(new RowFaults()).Select(Show));
            faults.Require(new Presenter(Format.Table, TextWriter.Null, error));
            return string.Join('\n', rows);
        }
        catch (FailureException e)
        {
            return $"{error}{e.Message}".Replace(folder.Path + "/", "");
        }
    }

    private static string Show(Row row) => $"{row.Number} {string.Join(' ', row.Operations.Select(operation => Encoding.UTF8.GetString(JsonInput.Write(operation.Json))))}";
}
