namespace SampleService.Domain;

/// <summary>Code and type text of one kind of failure.</summary>
/// <param name="Code">The number that stands in the message, 20000 to 100000.</param>
/// <param name="Type">The fixed text after it.</param>
public readonly record struct CatalogueEntry(int Code, string Type);
