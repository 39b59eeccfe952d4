namespace SampleService.Cluster.Tests.Databases;

/// <summary>A database of a deployment, seen past the servers.</summary>
internal interface IDeploymentDatabase : IAsyncDisposable
{
    /// <summary>How servers are told of it.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The folder of the servers, if the database lies in it; else null.</summary>
    string? DataDirectory { get; }

    /// <summary>Asks for a single value.</summary>
    Task<T> ScalarAsync<T>(string sql);

    /// <summary>Changes something behind the servers' backs.</summary>
    Task ExecuteAsync(string sql);
}
