namespace SampleService.Testing.Http;

/// <summary>What came back over a connection.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">Headers by name, case ignored; of a repeated one the last.</param>
/// <param name="Body">The body without its transfer encoding.</param>
public sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);
