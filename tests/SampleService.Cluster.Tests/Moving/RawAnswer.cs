using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SampleService.Cluster.Tests.Moving;

/// <summary>An answer as it came over the wire.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The bytes of the body; two of them are compared as such.</param>
internal sealed partial record RawAnswer(int Status, byte[] Body)
{
    /// <summary>The only value of the result.</summary>
    public JsonElement Value
    {
        get
        {
            Assert.True(Status == 200, ToString());
            return JsonDocument.Parse(Body).RootElement.GetProperty("result")[0];
        }
    }

    public void AssertSucceeded() => Assert.True(Status == 200, ToString());

    public void AssertFailed(string codeAndText)
    {
        Assert.True(Status == 500, ToString());
        Assert.Equal(
            "Sample service error code " + codeAndText,
            JsonDocument.Parse(Body).RootElement.GetProperty("error").GetProperty("message").GetString());
    }

    /// <summary>With the moment left out at which the call was answered, where it says so.</summary>
    public RawAnswer WithoutPresent() =>
        this with { Body = Encoding.Latin1.GetBytes(Present().Replace(Encoding.Latin1.GetString(Body), "\"effective_time\":*")) };

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Encoding.UTF8.GetString(Body)}";

    [GeneratedRegex("\"effective_time\":[0-9]+")]
    private static partial Regex Present();
}
