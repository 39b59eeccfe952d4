using System.Text.Json;

namespace SampleService.Cluster.Tests;

/// <summary>What a call was answered with: a result, or the message of an error.</summary>
internal sealed record Answer(JsonElement? Result, string? Error)
{
    public bool Succeeded => Error is null;

    /// <summary>The result of a call that has to have succeeded.</summary>
    public JsonElement Value
    {
        get
        {
            Assert.Null(Error);
            return Result!.Value;
        }
    }

    public int Version => Value.GetProperty("version").GetInt32();

    /// <summary>The call failed with exactly this coded error.</summary>
    public void AssertFailed(string codeAndText) => Assert.Equal("Sample service error code " + codeAndText, Error);
}
