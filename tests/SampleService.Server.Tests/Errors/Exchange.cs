using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SampleService.Server.Tests.Reference;

namespace SampleService.Server.Tests.Errors;

/// <summary>What was sent to a door, and what it answered.</summary>
/// <param name="Request">The message; before it headers that matter.</param>
/// <param name="Answer">The answer; before it the HTTP status, where there is one.</param>
internal sealed partial record Exchange(string Request, string Answer)
{
    private const string Id = "01a2008e-1fe0-754b-a18a-a90e9734fdff";

    /// <summary>As it stands in the document: what differs from one run to the next is always the same.</summary>
    public static Exchange Of(string headers, string request, int? status, string answer) => new(
        Normalize(headers + Form(request)),
        Normalize((status is { } code ? code.ToString(CultureInfo.InvariantCulture) + " " : "") + Form(answer)));

    /// <summary>JSON on one line, with blanks where people have them; anything else as it is.</summary>
    private static string Form(string text)
    {
        try
        {
            return ExampleJson.WriteLine(JsonNode.Parse(text));
        }
        catch (System.Text.Json.JsonException)
        {
            return text.Trim();
        }
    }

    private static string Normalize(string text) =>
        CallIds().Replace(Tokens().Replace(Addresses().Replace(Ids().Replace(text, Id), "http://127.0.0.1:5000"), "$1..."), "\"errorId\": \"5b1f9c20-2a\"");

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\b(Bearer (?:sst_|eyJ))[A-Za-z0-9._-]+")]
    private static partial Regex Tokens();

    [GeneratedRegex("\"errorId\": \"[0-9a-f-]+\"")]
    private static partial Regex CallIds();
}
