using System.Diagnostics;

namespace SampleService.Server.Tests.Exporting;

/// <summary>A fact that needs PyLD, a JSON-LD processor, in the Python of the system: left out where it is not installed, except in continuous integration.</summary>
public sealed class JsonLdFactAttribute : FactAttribute
{
    /// <summary>Where the packages of the system are.</summary>
    public const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> IsThere = new(() =>
    {
        if (!File.Exists(Python))
            return false;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import pyld"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    });

    public JsonLdFactAttribute() =>
        Skip = IsThere.Value || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? null : $"{Python} has no PyLD (Debian: python3-pyld)";
}
