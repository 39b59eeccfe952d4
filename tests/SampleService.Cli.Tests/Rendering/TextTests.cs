using System.Text.Json;
using SampleService.Cli.Tests.Support;

namespace SampleService.Cli.Tests.Rendering;

/// <summary>Errors, tables and JSON as text.</summary>
public sealed class TextTests
{
    [Fact]
    public void ErrorText_OfARefusal_IsAsDocumented()
    {
        using var output = new StringWriter();
        ErrorText.Write(Read("""{"code":10,"message":"Unauthorized action","data":[{"code":2,"message":"Denied privileged API access for uid=1001 gid=1001"}]}"""), output);

        Assert.Equal("Server Error found:\n[10] Unauthorized action\n- [2] Denied privileged API access for uid=1001 gid=1001\n", output.ToString());
    }

    [Theory]
    [InlineData("""{"code":-32601,"message":""}""", ExitCodes.NotImplemented)]
    [InlineData("""{"code":-32002,"message":""}""", ExitCodes.Temporary)]
    [InlineData("""{"code":-32010,"message":""}""", ExitCodes.Temporary)]
    [InlineData("""{"code":-32001,"message":""}""", ExitCodes.Error)]
    [InlineData("""{"code":-32011,"message":""}""", ExitCodes.Error)]
    [InlineData("""{"code":9,"message":"","data":[{"code":30001,"message":""},{"code":-32008,"message":""}]}""", ExitCodes.Temporary)]
    [InlineData("""{"code":9,"message":"","data":[{"code":30001,"message":""}]}""", ExitCodes.Error)]
    [InlineData("""{"code":10,"message":"","data":[{"code":2,"message":""}]}""", ExitCodes.Error)]
    public void Error_OfTheServer_HasItsExitCode(string error, int code) => Assert.Equal(code, Read(error).ExitCode);

    [Theory]
    [InlineData("""{"code":-32603,"message":"Internal Error","data":{"errorId":"e1"}}""", """{"errorId":"e1"}""")]
    [InlineData("""{"code":-32000,"message":"Security Error","data":{"type":"Token","message":"none"}}""", "Token: none")]
    [InlineData("""{"code":-32001,"message":"m","data":"text"}""", "text")]
    public void Error_WithOtherData_ShowsIt(string error, string shown) => Assert.Equal(shown, Assert.Single(Read(error).Details).Message);

    [Theory]
    [InlineData("{\"a\":\"x\\\"\u009b\"}", "{\"a\":\"x\\\"\\u009b\"}")]
    [InlineData("[1,\r\n2]", "[1,\n2]")]
    [InlineData("\"\\\\\"\r", "\"\\\\\"")]
    public void EscapeJson_OfControlCharacters_MeansTheSame(string json, string safe) => Assert.Equal(safe, SafeText.EscapeJson(json));

    [Fact]
    public void PlainTable_CellsOfAnyLength_StartAtTheSameTab()
    {
        using var output = new StringWriter();
        PlainTable.Write(new Table(["a", "b"], [["1234567", "x"], ["12345678", "y\tz"]]), output);

        Assert.Equal("A\t\tB\n1234567\t\tx\n12345678\ty\\tz\n", output.ToString());
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("[{},{}]", "{}\n{}\n")]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    [InlineData("[1,null,\"x\"]", "1\n-\nx\n")]
    [InlineData("[{\"a\":1},{\"b\":[]}]", "A\tB\n1\t-\n-\t-\n")]
    public void AnyView_OfAnyResult_IsShown(string json, string shown)
    {
        using var output = new StringWriter();
        foreach (var table in Views.Any(Parse(json)))
            PlainTable.Write(table, output);

        Assert.Equal(shown, output.ToString());
    }

    [Theory]
    [InlineData("2147483647", "2147483647 stopping")]
    [InlineData("7", "7 unknown")]
    [InlineData("10", "10 update")]
    public void State_Number_HasItsName(string json, string shown) => Assert.Equal(shown, Cells.State(Parse(json)));

    [Theory]
    [InlineData("0", "1970-01-01 00:00:00Z")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("null", "-")]
    public void Time_Milliseconds_AreShownInUtc(string json, string shown) => Assert.Equal(shown, Cells.Time(Parse(json)));

    private static RpcError Read(string error) => RpcError.Read(Parse(error), status: 0);

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
