namespace SampleService.Server.Tests.Permissions;

/// <summary>What a method needs of the workspace of the data unit it is about.</summary>
internal enum DataNeed
{
    Nothing,

    /// <summary>Reading the object, which anybody may in a public workspace.</summary>
    ReadObject,

    /// <summary>Writing to the object, looked at after the sample is.</summary>
    WriteObject,

    /// <summary>Writing to the workspace, looked at before the sample is.</summary>
    WriteWorkspaceFirst,

    /// <summary>Writing to the workspace of a link, looked at after the sample is. Who may read neither does not know of the link.</summary>
    WriteLinkedWorkspace,
}
