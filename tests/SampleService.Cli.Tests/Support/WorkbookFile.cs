using System.IO.Compression;

namespace SampleService.Cli.Tests.Support;

/// <summary>A workbook that is written part by part, since no writer makes the broken ones.</summary>
internal static class WorkbookFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>A workbook of sheets, each with its name and the rows in it. Style 1 is a date, 2 a length of time, 3 a time of day, 4 a date with a time.</summary>
    public static byte[] Of(params (string Name, string Rows)[] sheets)
    {
        using var file = new MemoryStream();
        using (var parts = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(parts, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>""");
            Put(parts, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{Each(sheets, i => $"<sheet name=\"{sheets[i].Name}\" sheetId=\"{i + 1}\" r:id=\"r{i}\"/>")}</sheets></workbook>");
            Put(parts, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\">{Each(sheets, i => Relation($"r{i}", "worksheet", $"worksheets/sheet{i + 1}.xml"))}{Relation("s", "styles", "styles.xml")}{Relation("t", "sharedStrings", "sharedStrings.xml")}</Relationships>");
            Put(parts, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"5\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/><xf numFmtId=\"20\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>");
            Put(parts, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"><si><t>shared</t></si><si><r><t>rich</t></r><r><t xml:space=\"preserve\"> text</t></r></si></sst>");
            for (var i = 0; i < sheets.Length; i++)
                Put(parts, $"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{sheets[i].Rows}</sheetData></worksheet>");
        }

        return file.ToArray();
    }

    /// <summary>A row of cells in a line, the first in column A.</summary>
    public static string Row(int number, params string[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((cell, i) => cell.Replace("<c", $"<c r=\"{(char)('A' + i)}{number}\"")))}</row>";

    public static string Text(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    public static string Cell(string value, string type = "n", int style = 0) => $"<c t=\"{type}\" s=\"{style}\"><v>{value}</v></c>";

    /// <summary>A zip file that unpacks to many more bytes than it has.</summary>
    public static byte[] Bomb(long unpacked)
    {
        using var file = new MemoryStream();
        using (var parts = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = parts.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var written = 0L; written < unpacked; written += zeros.Length)
                part.Write(zeros);
        }

        return file.ToArray();
    }

    /// <summary>The same file, in whose directory and headers each part says that it has so many bytes.</summary>
    public static byte[] Lying(byte[] zip, uint said)
    {
        var lie = (byte[])zip.Clone();
        for (var i = 0; i + 30 < lie.Length; i++)
            if (lie.AsSpan(i, 4).SequenceEqual("PK\u0001\u0002"u8))
                BitConverter.TryWriteBytes(lie.AsSpan(i + 24), said);
        return lie;
    }

    private static string Relation(string id, string type, string target) => $"<Relationship Id=\"{id}\" Type=\"{Office}/{type}\" Target=\"{target}\"/>";

    private static string Each((string Name, string Rows)[] sheets, Func<int, string> write) => string.Concat(Enumerable.Range(0, sheets.Length).Select(write));

    private static void Put(ZipArchive parts, string name, string text)
    {
        using var writer = new StreamWriter(parts.CreateEntry(name).Open());
        writer.Write(text);
    }
}
