namespace SampleService.Cli;

/// <summary>Errors as people read them.</summary>
internal static class ErrorText
{
    /// <summary>An error of the server.</summary>
    public static void Write(RpcError error, TextWriter output)
    {
        output.Write($"Server Error found:\n[{error.Code}] {SafeText.Escape(error.Message)}\n");
        foreach (var (code, message) in error.Details)
            output.Write(code is null ? $"- {SafeText.Escape(message)}\n" : $"- [{code}] {SafeText.Escape(message)}\n");
    }

    /// <summary>A sentence of this program.</summary>
    public static void Say(TextWriter output, string text)
    {
        output.Write($"samplectl: {SafeText.Escape(text)}\n");
        output.Flush();
    }
}
