namespace SampleService.Import;

/// <summary>What is found of a document of a link when it is held against the others. Kept in runs as a byte.</summary>
internal enum LinkVerdict : byte
{
    /// <summary>It counts.</summary>
    Counts,

    /// <summary>It is a copy of another.</summary>
    IsCopy,

    /// <summary>It is what a torn transaction has left of a link that is expired.</summary>
    IsTorn,

    /// <summary>Another document of its link counts.</summary>
    IsRepeated,

    /// <summary>Another unexpired link of its data unit counts.</summary>
    UnitIsTaken,

    /// <summary>It counts, and there were others of its link.</summary>
    CountsOfSeveral,
}
