using SampleService.Testing.Conformance;
using SampleService.Testing.Json;

namespace SampleService.Conformance.Tests.Runner;

/// <summary>Sane answers: what counts in the place of a golden answer that shows a fault.</summary>
public sealed class SaneAnswerTests
{
    private const string Bad =
        """{"status": 500, "body": {"error": {"code": -32000, "name": "Server error", "message": "m: 12", "error": null}, "id": "1", "version": "1.1"}}""";

    [Fact]
    public void Differences_SameAnswer_None() => Assert.Empty(Differ(Bad, Bad));

    [Theory]
    [InlineData("code", "-32600")]
    [InlineData("message", "\"m: 13\"")]
    [InlineData("more", "1")]
    [InlineData("error", "\"Traceback ...\"")]
    public void Differences_OtherMemberOfTheError_Found(string member, string value) =>
        Assert.NotEmpty(Differ(Bad, Changed(member, value)));

    [Theory]
    [InlineData("""{"status": 200, "body": {}}""", """{"status": 500, "body": {}}""")]
    [InlineData("""{"status": 500, "body": {}}""", """{"status": 500, "text": ""}""")]
    [InlineData("""{"status": 200, "text": ""}""", """{"status": 200, "body": {}}""")]
    [InlineData("""{"status": 200, "body": true}""", """{"status": 200, "body": 1}""")]
    [InlineData("""{"status": 200, "body": 1}""", """{"status": null, "text": "<connection dropped>"}""")]
    public void Differences_OtherKindOfAnswer_Found(string sane, string answer) => Assert.NotEmpty(Differ(sane, answer));

    [Fact]
    public void Differences_EmptyBody_Passes() =>
        Assert.Empty(Differ("""{"status": 200, "text": ""}""", """{"status": 200, "text": ""}"""));

    [Theory]
    [InlineData("\"m: other\"", true)]
    [InlineData("\"n: 12\"", false)]
    [InlineData("null", false)]
    [InlineData("5", false)]
    public void Differences_Starts_ComparesTheBeginning(string message, bool same) =>
        Assert.Equal(same, Differ(Changed("message", """{"$starts": "m: "}"""), Changed("message", message)).Count == 0);

    [Fact]
    public void Differences_Part_ComparesWhatIsNamed()
    {
        const string Sane = """{"status": 500, "part": {"error": {"code": -32000}}}""";

        Assert.Empty(Differ(Sane, Bad));
        Assert.NotEmpty(Differ(Sane, Changed("code", "0")));
        Assert.NotEmpty(Differ("""{"status": 500, "part": {"result": []}}""", Bad));
    }

    [Fact]
    public void Differences_Headers_Count()
    {
        const string Sane = """{"status": 200, "text": "", "headers": {"content-type": "application/json"}}""";

        Assert.Empty(Differ(Sane, Sane));
        Assert.NotEmpty(Differ(Sane, """{"status": 200, "text": "", "headers": {"content-type": "text/html"}}"""));
    }

    [Fact]
    public void Differences_Loose_ComparesTheType()
    {
        var sane = JsonText.ParseMap(Bad);
        sane["loose"] = new JsonList(["error.message"]);
        var loose = JsonText.Write(sane);

        Assert.Empty(Differ(loose, Changed("message", "\"any text\"")));
        Assert.NotEmpty(Differ(loose, Changed("message", "null")));
    }

    [Fact]
    public void Differences_LoosenessOfTheStep_DoesNotCount() =>
        Assert.NotEmpty(Differ(Bad, Changed("message", "\"any text\""), """{"loose": ["error.message"]}"""));

    [Fact]
    public void Differences_Unordered_SortsTheList()
    {
        const string Sane = """{"status": 200, "body": {"result": [{"links": [1, 2]}]}}""";
        const string Got = """{"status": 200, "body": {"result": [{"links": [2, 1]}]}}""";

        Assert.NotEmpty(Differ(Sane, Got));
        Assert.Empty(Differ(Sane, Got, """{"unordered": ["result.0.links"]}"""));
    }

    [Fact]
    public void Differences_Ordered_SeesTheOrderOfMembers()
    {
        const string Sane = """{"status": 200, "body": {"a": 1, "b": 2}}""";
        const string Got = """{"status": 200, "body": {"b": 2, "a": 1}}""";

        Assert.Empty(Differ(Sane, Got));
        Assert.NotEmpty(Differ(Sane, Got, """{"ordered": true}"""));
    }

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("\"b\"", true)]
    [InlineData("\"c\"", false)]
    public void Differences_OneOf_TakesAny(string message, bool same)
    {
        var sane = $$"""{"one_of": [{{Changed("message", "\"a\"")}}, {{Changed("message", "\"b\"")}}]}""";

        Assert.Equal(same, Differ(sane, Changed("message", message)).Count == 0);
    }

    [Fact]
    public void Differences_FailedCheck_Found()
    {
        var sane = JsonText.ParseMap(Bad);
        sane["check"] = new JsonList([new JsonList(["a", "${b}"])]);

        var found = new SaneAnswer(sane, []).Differences(JsonText.ParseMap(Bad), checks => checks.Count > 0 ? ["no"] : []);

        Assert.Equal(["no"], found);
    }

    private static IReadOnlyList<string> Differ(string sane, string answer, string step = "{}") =>
        new SaneAnswer(JsonText.ParseMap(sane), JsonText.ParseMap(step)).Differences(JsonText.ParseMap(answer));

    private static string Changed(string member, string value)
    {
        var answer = JsonText.ParseMap(Bad);
        answer.Map("body")!.Map("error")![member] = JsonText.Parse(value);
        return JsonText.Write(answer);
    }
}
