using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SampleService.Testing.Servers;

namespace SampleService.Cli.Tests.Tables;

/// <summary>Whatever texts a table is written with, they are read again.</summary>
public sealed class TableRoundTripTests : IDisposable
{
    /// <summary>Pieces that mean something to some form, and some that mean nothing.</summary>
    private static readonly string[] Pieces =
    [
        "a", "é", "𝄞", " ", "'", "\"", ",", "\t", "\n", "\r", "\r\n", "=", "+", "-", "@", "＝", "#", "_x0041_", "_x005F_", "_x000D_", "_", "x0042_", "\u0001", "\u001f", "<&>]]>", "1", "0.5", "\uFEFF", "\u2028",
    ];

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tsv", 300)]
    [InlineData("csv", 300)]
    [InlineData("xlsx", 150)]
    public void Write_AnyTexts_AreReadAgain(string extension, int runs)
    {
        var text = Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat);
        var rows = text.Two().Select(pair => (string[])["k", pair.Item1, pair.Item2]).NonEmptyListOf().Select(list => list.ToArray());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), Prop.ForAll(rows.ToArbitrary(), written =>
        {
            var read = Read(extension, Write(extension, written.Select(row => row.Select(TableCell.OfText))));
            Assert.Equal(written, read.Select(row => row.Cells));
            Assert.All(read, row => Assert.Empty(row.Faults));
        }));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public void Write_TextThatWouldBeAFormula_IsNone(string extension)
    {
        var file = Write(extension, [[TableCell.OfText("=HYPERLINK(\"http://x\")"), TableCell.OfText("-1"), new TableCell(JsonValueKind.Number, "-1")]]);

        Assert.Equal("=HYPERLINK(\"http://x\")", Read(extension, file)[0].Cells[0]);
        if (extension == "csv")
            Assert.Equal("\"'=HYPERLINK(\"\"http://x\"\")\",-1,-1\n", File.ReadAllText(file));
        else
            Assert.DoesNotContain("<f>", SheetOf(file));
    }

    [Theory]
    [InlineData("2.50", "2.5", "<v>2.5</v>")]
    [InlineData("-1e3", "-1000", "<v>-1000</v>")]
    [InlineData("12345678901234567890", "12345678901234567890", "inlineStr")]
    public void Write_NumberInAWorkbook_LosesNothing(string number, string read, string cell)
    {
        var file = Write("xlsx", [[new TableCell(JsonValueKind.Number, number), new TableCell(JsonValueKind.True, "true")]]);

        Assert.Equal([read, "true"], Read("xlsx", file)[0].Cells);
        Assert.Contains(cell, SheetOf(file));
    }

    [Fact]
    public void Write_TextThatACellHasNoRoomFor_IsRefused()
    {
        var told = Assert.Throws<FailureException>(() => Write("xlsx", [[TableCell.OfText("id"), TableCell.OfText(new string('x', 32_768))]]));

        Assert.StartsWith("row 1, column 2: a cell of a workbook has no room", told.Message);
    }

    private static string SheetOf(string file)
    {
        using var parts = System.IO.Compression.ZipFile.OpenRead(file);
        using var sheet = new StreamReader(parts.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return sheet.ReadToEnd();
    }

    private static List<TableRow> Read(string extension, string file)
    {
        using var content = InputContent.Of(file);
        ITableReader table = extension == "xlsx" ? new WorkbookReader(content, null) : new DelimitedReader(content, extension == "csv" ? ',' : '\t');
        return [.. table.Read()];
    }

    private string Write(string extension, IEnumerable<IEnumerable<TableCell>> rows)
    {
        var file = Path.Combine(_folder.Path, "table." + extension);
        WriteAsync(extension, file, rows).GetAwaiter().GetResult();
        return file;
    }

    private static async Task WriteAsync(string extension, string file, IEnumerable<IEnumerable<TableCell>> rows)
    {
        await using var stream = File.Create(file);
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await using ITableWriter table = extension == "xlsx"
            ? await WorkbookWriter.CreateAsync(stream, CancellationToken.None)
            : new DelimitedWriter(text, extension == "csv" ? ',' : '\t');
        foreach (var row in rows)
            await table.WriteAsync([.. row], CancellationToken.None);
        await table.FinishAsync(CancellationToken.None);
    }
}
