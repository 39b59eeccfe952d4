namespace SampleService.Domain;

/// <summary>The sample that an operation is about: one that is there, or the one that an earlier operation of the same call saves.</summary>
/// <param name="Path">Where the operation names it, for messages.</param>
/// <param name="Id">Its id; null if it is named by an operation.</param>
/// <param name="Operation">The number of the operation, from 0, of those before this one; null if it is named by its id.</param>
public readonly record struct SampleReference(string Path, SampleId? Id, int? Operation)
{
    /// <summary>Names a sample by its id.</summary>
    public static SampleReference Of(SampleId id, string path = "id") => new(path, id, null);

    /// <summary>Names the sample that an earlier operation saves.</summary>
    public static SampleReference SavedBy(int operation, string path = "id") => new(path, null, operation);
}
