using System.Text;
using SampleService.Testing.Json;

namespace SampleService.Server.Tests.Support;

/// <summary>What a call was answered with.</summary>
internal sealed record RpcAnswer(int Status, byte[] Bytes)
{
    /// <summary>The id under which the log has the call.</summary>
    public string CallId { get; init; } = "";

    public string Body => Encoding.UTF8.GetString(Bytes);

    /// <summary>What the method gave; the call has to have succeeded.</summary>
    public object? Result
    {
        get
        {
            Assert.True(Status == 200, Body);
            return JsonText.ParseMap(Body).Find("result") is JsonList list ? Assert.Single(list) : null;
        }
    }

    /// <summary>The code of the error; the call has to have failed.</summary>
    public int Code => Error.Integer("code");

    /// <summary>The message of the error; the call has to have failed.</summary>
    public string? Message => Error.Text("message");

    private JsonMap Error
    {
        get
        {
            Assert.True(Status == 500, Body);
            return Assert.IsType<JsonMap>(JsonText.ParseMap(Body).Find("error"));
        }
    }

    /// <summary>The call failed with this and nothing else.</summary>
    public void AssertError(int code, string? message)
    {
        Assert.Equal(message, Message);
        Assert.Equal(code, Code);
    }

    /// <summary>The call failed with a coded error of the catalogue.</summary>
    public void AssertRefused(string codeAndText) => AssertError(-32000, "Sample service error code " + codeAndText);
}
