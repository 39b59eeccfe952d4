using System.Text;
using SampleService.Json;

namespace SampleService.Domain.Tests.Parameters;

/// <summary>Each check of a type, with the message that says where the value stands.</summary>
public class ParameterTests
{
    [Theory]
    [InlineData("[]", "a.b must be a structure")]
    [InlineData("null", "a.b must be a structure")]
    [InlineData("""{"x":1,"z":2,"q":3}""", "a.b.z is not known here")]
    [InlineData("""{"\u0078":1,"y":null}""", null)]
    public void Structure_Value_HasKnownMembersAlone(string json, string? fault) => AssertFault(fault, json, p => p.Structure("x", "y"));

    [Theory]
    [InlineData("{}", "a.b must be a list")]
    [InlineData("[]", "a.b must have 1 to 2 items")]
    [InlineData("[1,2,3]", "a.b must have 1 to 2 items")]
    [InlineData("[1,2]", null)]
    public void List_Value_HasItsBounds(string json, string? fault) => AssertFault(fault, json, p => p.List(1, 2));

    [Fact]
    public void List_Items_HavePaths() => With("[1,[2]]", p => Assert.Equal(["a.b[0]", "a.b[1]", "a.b[1][0]"],
        [.. p.List(0, 9).Select(item => item.Path), p.List(0, 9)[1].List(0, 9)[0].Path]));

    [Theory]
    [InlineData("1", "a.b must be a string")]
    [InlineData("null", "a.b must be a string")]
    [InlineData("\"\"", null)]
    public void String_Value_IsAString(string json, string? fault) => AssertFault(fault, json, p => p.String());

    [Theory]
    [InlineData("5", "a.b must be a string")]
    [InlineData("\"x\\u0000\"", "a.b contains control characters")]
    [InlineData("\"12345\"", "a.b exceeds maximum length of 4")]
    [InlineData("\" 1234\\t\"", null)]
    public void Text_Value_IsTrimmedAndChecked(string json, string? fault) => AssertFault(fault, json, p => Assert.Equal("1234", p.Text(4)));

    [Theory]
    [InlineData("\" 1234\"", "a.b exceeds maximum length of 4")]
    [InlineData("\"123\\t\"", "a.b contains control characters")]
    [InlineData("\" 123\"", null)]
    public void UntrimmedText_Value_IsChecked(string json, string? fault) => AssertFault(fault, json, p => Assert.Equal(" 123", p.UntrimmedText(4)));

    [Theory]
    [InlineData("1", "a.b must be true or false")]
    [InlineData("\"true\"", "a.b must be true or false")]
    [InlineData("true", null)]
    [InlineData("false", null)]
    public void Flag_Value_IsABoolean(string json, string? fault) => AssertFault(fault, json, p => Assert.Equal(json == "true", p.Flag()));

    [Theory]
    [InlineData("0", "a.b must be an integer from 1 to 100")]
    [InlineData("101", "a.b must be an integer from 1 to 100")]
    [InlineData("1.0", "a.b must be an integer from 1 to 100")]
    [InlineData("true", "a.b must be an integer from 1 to 100")]
    [InlineData("100000000000000000000", "a.b must be an integer from 1 to 100")]
    [InlineData("100", null)]
    public void Integer_Value_IsALiteralWithinBounds(string json, string? fault) => AssertFault(fault, json, p => p.Integer(1, 100));

    [Fact]
    public void Integer_WithoutBounds_IsWhatEveryReaderKeeps() =>
        AssertFault("a.b must be an integer from 1 to 9007199254740992", "9007199254740993", p => p.Integer());

    [Theory]
    [InlineData("\"Y\"", "a.b must be one of: x, y")]
    [InlineData("1", "a.b must be one of: x, y")]
    [InlineData("\"y\"", null)]
    public void Choice_Value_IsOneOfThem(string json, string? fault) => AssertFault(fault, json, p => Assert.Equal(1, p.Choice("x", "y")));

    [Theory]
    [InlineData("\"now\"", "key 'a.b' value of 'now' is not a valid epoch millisecond timestamp")]
    [InlineData("null", "key 'a.b' value of 'None' is not a valid epoch millisecond timestamp")]
    [InlineData("-62135596800001", "key 'a.b' value of '-62135596800001' is not a valid epoch millisecond timestamp")]
    [InlineData("-62135596800000", null)]
    public void Time_Value_IsWithinTheYearsThatAre(string json, string? fault) => AssertFault(fault, json, p => p.Time());

    [Theory]
    [InlineData("\"x\"", "a.b x must be a UUID string")]
    [InlineData("null", "a.b None must be a UUID string")]
    [InlineData("[1]", "a.b [1] must be a UUID string")]
    [InlineData("\"01A2008E1FE0754BA18AA90E9734FDFF\"", null)]
    public void SampleId_Value_IsAUuid(string json, string? fault) => AssertFault(fault, json, p => p.SampleId());

    [Theory]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("{}")]
    public void SampleId_EmptyValue_IsMissing(string json) => AssertMissing(json, p => p.SampleId());

    [Theory]
    [InlineData("\" \"")]
    [InlineData("\"\"")]
    public void Text_Blank_IsMissing(string json)
    {
        AssertMissing(json, p => p.Text(4));
        AssertMissing(json, p => p.UntrimmedText(4));
        AssertMissing(json, p => p.UserName());
    }

    [Fact]
    public void Required_Null_IsMissing() => AssertMissing("null", p => Assert.Null(p.Required.OrNull));

    [Theory]
    [InlineData("{}", "a.b must have exactly one of: x, y")]
    [InlineData("""{"x":1,"y":2}""", "a.b must have exactly one of: x, y")]
    [InlineData("""{"x":null,"y":2}""", null)]
    public void ExactlyOne_Members_AreOne(string json, string? fault) => AssertFault(fault, json, p => Assert.Equal("y", p.ExactlyOne("x", "y")));

    [Fact]
    public void ExactlyOne_OfTheArgumentItself_SpeaksOfParameters()
    {
        using var json = JsonText.Parse("{}"u8.ToArray());
        var argument = new Parameter(json.Root, "");
        Assert.Equal("x", argument.Member("x").Path);
        Assert.Equal(
            "parameters must have exactly one of: x, y", Assert.Throws<ServiceException>(() => argument.ExactlyOne("x", "y")).Detail);
    }

    private static void AssertFault(string? fault, string json, Action<Parameter> read) => With(json, parameter =>
    {
        if (fault is null)
        {
            read(parameter);
            return;
        }

        var refusal = Assert.Throws<ServiceException>(() => read(parameter));
        Assert.Equal((ErrorKind.IllegalParameter, fault), (refusal.Kind, refusal.Detail));
    });

    private static void AssertMissing(string json, Action<Parameter> read) => With(json, parameter =>
    {
        var refusal = Assert.Throws<ServiceException>(() => read(parameter));
        Assert.Equal((ErrorKind.MissingParameter, "a.b"), (refusal.Kind, refusal.Detail));
    });

    private static void With(string json, Action<Parameter> check)
    {
        using var text = JsonText.Parse(Encoding.UTF8.GetBytes(json));
        check(new Parameter(text.Root, "a.b"));
    }
}
