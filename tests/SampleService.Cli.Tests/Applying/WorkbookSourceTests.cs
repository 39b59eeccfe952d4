using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Applying;

/// <summary>Workbooks put into mappings, and what is wrong with them.</summary>
public class WorkbookSourceTests
{
    private const string Plain = """[{"op":"{a}","b":"{b}"}]""";

    private static readonly string Header = WorkbookFile.Row(1, WorkbookFile.Text("a"), WorkbookFile.Text("b"));

    public static TheoryData<string, string> Values => new()
    {
        { WorkbookFile.Text("text"), "text" },
        { WorkbookFile.Cell("1", "s"), "rich text" },
        { WorkbookFile.Cell("result", "str"), "result" },
        { WorkbookFile.Cell("10"), "10" },
        { WorkbookFile.Cell("0.1"), "0.1" },
        { WorkbookFile.Cell("0.30000000000000004"), "0.30000000000000004" },
        { WorkbookFile.Cell("1e300"), "1E+300" },
        { WorkbookFile.Cell("1", "b"), "true" },
        { WorkbookFile.Cell("0", "b"), "false" },
        { WorkbookFile.Cell("45000", style: 1), "2023-03-15" },
        { WorkbookFile.Cell("45000.5", style: 4), "2023-03-15T12:00:00" },
        { WorkbookFile.Cell("0.25", style: 3), "06:00:00" },
        { WorkbookFile.Cell("1.5", style: 2), "36:00:00" },
        { "<c/>", "" },
        { WorkbookFile.Text("'=x"), "'=x" },
        { WorkbookFile.Text("=x"), "=x" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Read_CellOfAKind_IsText(string cell, string text) => Assert.Equal(
        $"2 {{\"op\":\"x\",\"b\":\"{text}\"}}", RowReading.Table(WorkbookFile.Of(("One", Header + WorkbookFile.Row(2, WorkbookFile.Text("x"), cell))), "xlsx", Plain));

    [Fact]
    public void Read_NumberCell_IsANumberOfTheMapping() => Assert.Equal(
        "3 {\"op\":\"x\",\"b\":2.5}",
        RowReading.Table(WorkbookFile.Of(("One", Header + WorkbookFile.Row(3, WorkbookFile.Text("x"), WorkbookFile.Cell("2.50")) + WorkbookFile.Row(9, "<c/>"))), "xlsx", """[{"op":"{a}","b":{"$number":"b"}}]"""));

    [Fact]
    public void Read_CellWithAnError_IsToldWithRowAndColumn() => Assert.Equal(
        "samplectl: row 2, column b: the cell has the error #N/A\nsamplectl: row 5, column a: the cell has the error #DIV/0!\nNothing was sent.",
        RowReading.Table(
            WorkbookFile.Of(
                ("Other", WorkbookFile.Row(1, WorkbookFile.Cell("#REF!", "e"))),
                ("One", Header + WorkbookFile.Row(2, WorkbookFile.Text("x"), WorkbookFile.Cell("#N/A", "e")) + WorkbookFile.Row(5, WorkbookFile.Cell("#DIV/0!", "e"), WorkbookFile.Text("y")))),
            "xlsx", Plain, "One"));

    [Fact]
    public void Read_SheetOfAName_IsThatOne()
    {
        var workbook = WorkbookFile.Of(("One", Header + WorkbookFile.Row(2, WorkbookFile.Text("x"), "<c/>")), ("Two", Header + WorkbookFile.Row(2, WorkbookFile.Text("y"), "<c/>")));

        Assert.Equal("2 {\"op\":\"x\",\"b\":\"\"}", RowReading.Table(workbook, "xlsx", Plain));
        Assert.Equal("2 {\"op\":\"y\",\"b\":\"\"}", RowReading.Table(workbook, "xlsx", Plain, "Two"));
        Assert.Equal("rows.xlsx has no sheet Three. It has: One, Two.", RowReading.Table(workbook, "xlsx", Plain, "Three"));
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "row 1 has more than 16384 cells")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZZZZZZ1\"><v>1</v></c></row>", "row 1 has more than 16384 cells")]
    [InlineData("<row r=\"2000000000\"><c><v>1</v></c></row>", "row 2000000000 is behind the last one that a sheet can have, 1048576")]
    [InlineData("<row r=\"2\"/><row r=\"1\"/>", "row 1 stands behind row 2")]
    public void Read_SheetThatNoneCanBe_IsRefused(string rows, string told) => Assert.Equal(
        $"rows.xlsx is no .xlsx workbook that can be read: {told}.", RowReading.Table(WorkbookFile.Of(("One", rows)), "xlsx", Plain));

    [Fact]
    public void Read_NoWorkbook_IsRefused()
    {
        Assert.StartsWith("rows.xlsx is no .xlsx workbook, or is broken or has a password: ", RowReading.Table("a,b\n1,2\n", "xlsx", Plain));
        Assert.StartsWith("rows.xlsx is no .xlsx workbook", RowReading.Table("", "xlsx", Plain));
        Assert.StartsWith("rows.xlsx is no .xlsx workbook that can be read: ", RowReading.Table(WorkbookFile.Of(("One", "&entity;")), "xlsx", Plain));
        Assert.StartsWith("rows.xlsx is no .xlsx workbook that can be read: ", RowReading.Table(WorkbookFile.Bomb(100), "xlsx", Plain));
    }

    [Fact]
    public void Read_ZipThatUnpacksToTooMuch_IsRefusedBeforeItIsParsed()
    {
        const string Told = "rows.xlsx unpacks to more than 512000000 bytes. Nothing of it was read. A table of that size can be given as .tsv or .csv.";
        var bomb = WorkbookFile.Bomb(WorkbookGuard.MaxUnpacked + 1);

        Assert.True(bomb.Length < 10_000_000);
        Assert.Equal(Told, RowReading.Table(bomb, "xlsx", Plain));
        // It says that it is small.
        Assert.Matches("^(?:rows.xlsx unpacks to more than 512000000 bytes|rows.xlsx is no .xlsx workbook)", RowReading.Table(WorkbookFile.Lying(bomb, 100), "xlsx", Plain));
    }
}
