namespace SampleService.Cli;

/// <summary>What came back.</summary>
/// <param name="Body">The answer as it was sent; empty when there is none.</param>
/// <param name="Status">The status of HTTP; 0 where there is none.</param>
internal readonly record struct TransportAnswer(byte[] Body, int Status = 0);
