using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Applying;

/// <summary>Tables of tabs and commas put into mappings, and what is wrong with them.</summary>
public class TableSourceTests
{
    private const string Plain = """[{"op":"a","x":"{a}","y":{"$number":"b"}}]""";

    [Theory]
    [InlineData("a\tb\nx\t1\n", "tsv", "2 {\"op\":\"a\",\"x\":\"x\",\"y\":1}")]
    [InlineData("\uFEFFa,b\r\nx,1.50\r\ny,-2e3\r\n", "csv", "2 {\"op\":\"a\",\"x\":\"x\",\"y\":1.50}\n3 {\"op\":\"a\",\"x\":\"y\",\"y\":-2e3}")]
    [InlineData("b,c,a\n1,,\"x, \"\"y\"\"\nz\"\n", "csv", "2 {\"op\":\"a\",\"x\":\"x, \\\"y\\\"\\nz\",\"y\":1}")]
    [InlineData("#a\ta\tb\n#x\t#y\t1\n\n\t\t\n", "tsv", "2 {\"op\":\"a\",\"x\":\"#y\",\"y\":1}")]
    [InlineData("a,b\n'=x,1\n'y,2\n''=z,3", "csv", "2 {\"op\":\"a\",\"x\":\"=x\",\"y\":1}\n3 {\"op\":\"a\",\"x\":\"'y\",\"y\":2}\n4 {\"op\":\"a\",\"x\":\"'=z\",\"y\":3}")]
    [InlineData("a,b\n\"x\ry\",1\nz\r,2\n", "csv", "2 {\"op\":\"a\",\"x\":\"x\\ry\",\"y\":1}\n3 {\"op\":\"a\",\"x\":\"z\\r\",\"y\":2}")]
    [InlineData("a\tb\n", "tsv", "")]
    [InlineData("", "csv", "")]
    public void Read_Table_IsRowsOfTheMapping(string table, string extension, string rows) => Assert.Equal(rows, RowReading.Table(table, extension, Plain));

    [Theory]
    [InlineData("a,b\nx,1\ny\n", "row 3, column b: missing: the row has 1 columns, the first row 2")]
    [InlineData("a,b\nx,1,2\n", "row 2, column 3: one too many: the row has 3 columns, the first row 2")]
    [InlineData("a,b\nx,one\n", "row 2, column b: 'one' is no number")]
    [InlineData("a,b\nx,\n", "row 2, column b: '' is no number")]
    [InlineData("a,b\nx,0x10\n", "row 2, column b: '0x10' is no number")]
    [InlineData("a,b\nx,NaN\n", "row 2, column b: 'NaN' is no number")]
    [InlineData("a,b\nx,01\n", "row 2, column b: '01' is no number")]
    [InlineData("a,b\nx,\"1\"2\n", "row 2, column b: A delimiter, newline or EOF was expected after a closing quote.")]
    [InlineData("a,b\nx,1\ny,\"open\n", "row 3, column b: A quoted field at the end of the input ends without a closing quote.")]
    public void Read_RowThatIsBroken_IsToldWithRowAndColumn(string table, string told) =>
        Assert.Equal($"samplectl: {told}\nNothing was sent.", RowReading.Table(table, "csv", Plain));

    [Fact]
    public void Read_SeveralFaults_AreAllToldOnce() => Assert.Equal(
        "samplectl: row 2, column b: 'one' is no number\nsamplectl: row 4, column b: 'two' is no number\nNothing was sent.",
        RowReading.Table("a\tb\nx\tone\nx\t1\nx\ttwo\n", "tsv", Plain));

    [Fact]
    public void Read_NoUtf8_IsToldWithRowAndColumn() => Assert.Equal(
        "samplectl: row 2, column b: not UTF-8\nNothing was sent.",
        RowReading.Table([.. "a,b\nx,"u8, 0xE9, .. "\ny,1\n"u8], "csv", Plain));

    [Fact]
    public void Read_OtherEncoding_IsTold() => Assert.StartsWith(
        "samplectl: row 1, column 1: not UTF-8\n", RowReading.Table(System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes("a,b\n")).ToArray(), "csv", Plain));

    [Fact]
    public void Read_ColumnsThatAreMissing_AreNamed() => Assert.Equal(
        "The mapping names columns that the table does not have: a, b. It has: A, c. Nothing was sent.", RowReading.Table("A,c\n1,2\n", "csv", Plain));

    [Fact]
    public void Read_ColumnTwice_IsToldWhereItIsNamed()
    {
        Assert.Equal("The table has the column a twice. Nothing was sent.", RowReading.Table("a,b,a\n1,2,3\n", "csv", Plain));
        Assert.Equal("2 {\"op\":\"a\",\"x\":\"1\",\"y\":2}", RowReading.Table("a,b,c,c\n1,2,3,4\n", "csv", Plain));
    }

    [Theory]
    [InlineData("""[{"op":"{{{a}}}"}]""", "2 {\"op\":\"{x}\"}")]
    [InlineData("""[{"op":"a","v":{"value":{"$number":"b","$if":"b"},"unit":"m"}}]""", "2 {\"op\":\"a\",\"v\":{\"value\":1,\"unit\":\"m\"}}")]
    [InlineData("""[{"op":"a","v":{"$number":"e","$if":"e"},"w":null,"l":[{"$if":"e"},null,"{e}"]}]""", "2 {\"op\":\"a\",\"w\":null,\"l\":[null,\"\"]}")]
    [InlineData("""[{"op":"a","l":{"$list":"l"},"e":{"$list":"e"}}]""", "2 {\"op\":\"a\",\"l\":[\"p\",\"q\"],\"e\":[]}")]
    [InlineData("""[{"$if":"e","op":"a"},{"op":"b"},{"op":"c","id":"#1"}]""", "2 {\"op\":\"b\"} {\"op\":\"c\",\"id\":\"#0\"}")]
    [InlineData("""[{"op":"b"},{"$if":"e","op":"a"},{"op":"c","from":{"id":"#0"}}]""", "2 {\"op\":\"b\"} {\"op\":\"c\",\"from\":{\"id\":\"#0\"}}")]
    [InlineData("""[{"$if":"e","op":"a"},{"op":"c","id":"#0"}]""", "samplectl: row 2: #0 names an operation that the row does not have\nNothing was sent.")]
    [InlineData("""[{"op":"c","id":"#1"}]""", "map.json: # and a number names no operation of the list.")]
    [InlineData("""[{"op":"c","n":{"$nubmer":"b"}}]""", "The mapping has $nubmer, which is none of $if, $number and $list with the name of a column.")]
    [InlineData("""[{"op":"c","n":{"$number":7}}]""", "The mapping has $number, which is none of $if, $number and $list with the name of a column.")]
    [InlineData("""{"op":"c"}""", "map.json is no list of 1 to 1000 operations.")]
    [InlineData("""[{"op":"c","op":"d"}]""", "map.json: a member stands twice.")]
    public void Mapping_Forms_AreFilled(string mapping, string told) => Assert.Equal(told, RowReading.Table("a,b,e,l\nx,1,,p; q ;\n", "csv", mapping));
}
