namespace SampleService.Cli;

/// <summary>Where a token comes from: a file or the environment, since command lines can be read by others.</summary>
internal static class TokenSource
{
    public const string Variable = "SAMPLECTL_TOKEN";

    /// <summary>The token; null when there is none.</summary>
    /// <param name="file">The file that has it; null to look at the environment.</param>
    public static string? Find(string? file)
    {
        var token = (file is null ? Environment.GetEnvironmentVariable(Variable) : Read(file))?.Trim(' ', '\t', '\r', '\n');
        if (string.IsNullOrEmpty(token))
            return file is null ? null : throw new FailureException(ExitCodes.Error, $"The file {file} is empty; it should have a token and nothing else.");
        // Not shown: it may be all of somebody's tokens.
        return token.All(c => c is > ' ' and <= '~')
            ? token
            : throw new FailureException(ExitCodes.Error, $"{file ?? Variable} should have one token and nothing else.");
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(ExitCodes.Error, $"The token cannot be read: {e.Message}");
        }
    }
}
