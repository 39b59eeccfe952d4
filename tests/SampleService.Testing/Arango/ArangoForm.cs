namespace SampleService.Testing.Arango;

/// <summary>How the files of a dump look.</summary>
public enum ArangoForm
{
    /// <summary>Of arangodump: one document a line.</summary>
    Dump,

    /// <summary>Of older versions of arangodump: one record a line, which has the document in it.</summary>
    Envelope,

    /// <summary>Of arangoexport --type jsonl.</summary>
    Lines,

    /// <summary>Of arangoexport --type json: one array.</summary>
    Array,
}
