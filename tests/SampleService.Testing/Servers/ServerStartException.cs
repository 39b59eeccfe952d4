namespace SampleService.Testing.Servers;

/// <summary>The server did not come up; the message ends with what it wrote.</summary>
public sealed class ServerStartException(string message, string output) : Exception($"{message}\n{output}")
{
    /// <summary>What the server wrote to its standard output and error.</summary>
    public string Output => output;
}
