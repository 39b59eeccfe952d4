namespace SampleService.Server.Tests.Permissions;

/// <summary>A sample of the matrix: versions 1 and 2, an identifier, and in version 1 a link from the object of its workspace.</summary>
internal sealed record MatrixSample(string Id, string Owner, bool IsPublic, MatrixWorkspace Workspace, string LinkId)
{
    /// <summary>A relation that starts from it.</summary>
    public string RelationId { get; init; } = "";

    /// <summary>An identifier that it has, a DOI.</summary>
    public string Identifier => "10.1234/" + Id;

    /// <summary>The data id of its link.</summary>
    public string DataId => "base_" + Id;
}
