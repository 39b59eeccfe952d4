namespace SampleService.Import;

/// <summary>Documents that are sorted together.</summary>
internal enum StagedSet
{
    /// <summary>Samples by their ids.</summary>
    Samples,

    /// <summary>Versions by sample and version.</summary>
    Versions,

    /// <summary>Nodes by sample, version and place.</summary>
    Nodes,

    /// <summary>Links by their ids.</summary>
    Links,

    /// <summary>Links with what is known of them, by their data units.</summary>
    LinksByUnit,

    /// <summary>The same by the ids of their samples.</summary>
    LinksBySample,
}
