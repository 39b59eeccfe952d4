using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Why a find is refused.</summary>
internal static class SearchFaults
{
    /// <summary>The database is one from before, whose tables have not got their indexes yet.</summary>
    public static ServiceException IndexesAreMade() => new(ErrorKind.Busy, "Indexes are being made");
}
