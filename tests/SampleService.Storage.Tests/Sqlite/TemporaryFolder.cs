namespace SampleService.Storage.Tests.Sqlite;

/// <summary>A folder of its own, gone when the test is.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sample-store-").FullName;

    public string Database => System.IO.Path.Combine(Path, "data", "samples.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
