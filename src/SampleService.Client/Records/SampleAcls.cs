using System.Text.Json.Serialization;

namespace SampleService.Client;

/// <summary>Who may do what with a sample. Each list includes what the ones after it may.</summary>
public sealed record SampleAcls
{
    /// <summary>Who may do everything. The owner never changes.</summary>
    public required string Owner { get; init; }

    /// <summary>Users who may read, write and change the ACLs.</summary>
    public required IReadOnlyList<string> Admin { get; init; }

    /// <summary>Users who may read and save versions.</summary>
    public required IReadOnlyList<string> Write { get; init; }

    /// <summary>Users who may read.</summary>
    public required IReadOnlyList<string> Read { get; init; }

    /// <summary>Whether everybody may read.</summary>
    [JsonConverter(typeof(PublicReadConverter))]
    public required bool PublicRead { get; init; }
}

/// <summary>All ACLs of a sample but its owner, to be set; a list that is null becomes empty.</summary>
public sealed record NewSampleAcls
{
    /// <summary>Users who may read, write and change the ACLs.</summary>
    public IReadOnlyList<string>? Admin { get; init; }

    /// <summary>Users who may read and save versions.</summary>
    public IReadOnlyList<string>? Write { get; init; }

    /// <summary>Users who may read.</summary>
    public IReadOnlyList<string>? Read { get; init; }

    /// <summary>Whether everybody may read.</summary>
    public bool PublicRead { get; init; }
}
