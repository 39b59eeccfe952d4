namespace SampleService.Domain;

/// <summary>
/// A failure the caller is told of: a kind of the catalogue and the detail of this occurrence.
/// </summary>
/// <param name="kind">What kind of failure it is.</param>
/// <param name="detail">The text for the caller. It never holds texts of libraries.</param>
/// <param name="cause">What brought it about; goes to the log, never to the caller.</param>
public sealed class ServiceException(ErrorKind kind, string detail, Exception? cause = null)
    : Exception(ErrorCatalogue.Message(kind, detail), cause)
{
    /// <summary>What kind of failure it is.</summary>
    public ErrorKind Kind { get; } = kind;

    /// <summary>The text of this occurrence, without code and type.</summary>
    public string Detail { get; } = detail;

    /// <summary>The call in which it came about, when that was in another process than the caller's; else null.</summary>
    public string? CallId { get; init; }

    /// <summary>A required parameter is absent or blank.</summary>
    public static ServiceException Missing(string name) => new(ErrorKind.MissingParameter, name);

    /// <summary>A parameter is there and wrong.</summary>
    public static ServiceException Illegal(string detail) => new(ErrorKind.IllegalParameter, detail);

    /// <summary>The argument as a whole has not the form the method needs (no code).</summary>
    public static ServiceException Argument(string detail) => new(ErrorKind.IllegalArgument, detail);

    /// <summary>The caller may not do this.</summary>
    public static ServiceException Unauthorized(string detail) => new(ErrorKind.Unauthorized, detail);

    /// <summary>There is no sample with this id.</summary>
    public static ServiceException NoSuchSample(SampleId id) => new(ErrorKind.NoSuchSample, id.ToString());

    /// <summary>The sample has no version of this number.</summary>
    public static ServiceException NoSuchVersion(SampleId id, VersionNumber version) =>
        new(ErrorKind.NoSuchSampleVersion, $"{id} ver {version}");

    /// <summary>The version has no node of this id.</summary>
    public static ServiceException NoSuchNode(SampleId id, VersionNumber version, NodeId node) =>
        new(ErrorKind.NoSuchSampleNode, $"{id} ver {version} {node}");
}
