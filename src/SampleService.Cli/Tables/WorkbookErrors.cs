using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace SampleService.Cli;

/// <summary>
/// Finds the cells of a sheet that have an error, such as #N/A: the library that reads workbooks shows them as empty. On the way the extent of the
/// sheet is looked at, because that library makes room for as many cells as the farthest one says.
/// </summary>
internal static class WorkbookErrors
{
    /// <summary>What spreadsheet programs have.</summary>
    private const int MaxColumns = 16_384, MaxRows = 1_048_576;

    private const string Workbook = "xl/workbook.xml", Relations = "xl/_rels/workbook.xml.rels";

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, CheckCharacters = false };

    /// <summary>The cells with errors, each with its text, by row and column, both from 0.</summary>
    /// <param name="workbook">The file.</param>
    /// <param name="sheet">The name of the sheet.</param>
    /// <param name="max">So many are enough.</param>
    /// <exception cref="InvalidDataException">The sheet is larger than one can be, or its rows are in no order.</exception>
    public static IReadOnlyDictionary<(int Row, int Column), string> Find(Stream workbook, string sheet, int max)
    {
        using var parts = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        var found = new Dictionary<(int, int), string>();
        if (PathOf(parts, sheet) is not { } path || FindPart(parts, path) is not { } part)
            return found;
        using var content = part.Open();
        using var xml = XmlReader.Create(content, Settings);
        var (row, column) = (-1, -1);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "row")
            {
                var next = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : row + 1;
                if (next <= row)
                    throw new InvalidDataException($"row {next + 1} stands behind row {row + 1}");
                if (next >= MaxRows)
                    throw new InvalidDataException($"row {next + 1L} is behind the last one that a sheet can have, {MaxRows}");
                (row, column) = (next, -1);
            }
            else if (xml.LocalName == "c")
            {
                column = xml.GetAttribute("r") is { Length: > 0 } name ? ColumnOf(name) : column + 1;
                if (column >= MaxColumns)
                    throw new InvalidDataException($"row {row + 1} has more than {MaxColumns} cells");
                if (xml.GetAttribute("t") == "e" && found.Count < max)
                    found[(row, column)] = TextOf(xml);
            }
        }

        return found;
    }

    /// <summary>The letters before the number, as a number from 0.</summary>
    private static int ColumnOf(string name)
    {
        var column = 0L;
        foreach (var letter in name.TakeWhile(char.IsAsciiLetter).Take(8))
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
        return (int)Math.Min(column - 1, MaxColumns);
    }

    /// <summary>The text of a cell: what stands in its value.</summary>
    private static string TextOf(XmlReader cell)
    {
        using var inner = cell.ReadSubtree();
        while (inner.Read())
            if (inner.NodeType == XmlNodeType.Element && inner.LocalName == "v")
                return inner.ReadElementContentAsString();
        return "";
    }

    private static string? PathOf(ZipArchive parts, string sheet)
    {
        var place = Attributes(parts, Workbook, "sheet", "name").ToList().IndexOf(sheet);
        if (place < 0)
            return null;
        var id = Attributes(parts, Workbook, "sheet", "id").ElementAt(place);
        place = Attributes(parts, Relations, "Relationship", "Id").ToList().IndexOf(id);
        if (place < 0)
            return null;
        var target = Attributes(parts, Relations, "Relationship", "Target").ElementAt(place) ?? "";
        return target.StartsWith('/') ? target[1..] : $"xl/{target}";
    }

    /// <summary>An attribute of each element of a name; null where one has it not.</summary>
    private static IEnumerable<string?> Attributes(ZipArchive parts, string path, string element, string attribute)
    {
        if (FindPart(parts, path) is not { } part)
            yield break;
        using var content = part.Open();
        using var xml = XmlReader.Create(content, Settings);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != element)
                continue;
            string? value = null;
            while (xml.MoveToNextAttribute())
                if (xml.LocalName == attribute)
                    value = xml.Value;
            yield return value;
        }
    }

    private static ZipArchiveEntry? FindPart(ZipArchive parts, string path) =>
        parts.Entries.FirstOrDefault(part => part.FullName.Replace('\\', '/').Equals(path, StringComparison.OrdinalIgnoreCase));
}
