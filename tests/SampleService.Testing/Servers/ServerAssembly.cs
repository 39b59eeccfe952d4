using System.Reflection;

namespace SampleService.Testing.Servers;

/// <summary>Finds the built server that the test project's build wrote down (see ServerReference.targets).</summary>
public static class ServerAssembly
{
    private const string MetadataKey = "SampleService.Server.Path";

    /// <summary>The path of the server's assembly; found through the test assembly that is loaded.</summary>
    public static string Locate() =>
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => !a.IsDynamic)
            .SelectMany(a => a.GetCustomAttributes<AssemblyMetadataAttribute>())
            .FirstOrDefault(m => m.Key == MetadataKey)?.Value
        ?? throw new InvalidOperationException("no loaded assembly names the server: import ServerReference.targets in the test project");
}
