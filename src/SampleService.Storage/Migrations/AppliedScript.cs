namespace SampleService.Storage;

/// <summary>A script that a database remembers to have run.</summary>
/// <param name="Number">Its place.</param>
/// <param name="Name">Its file name at that time.</param>
/// <param name="Checksum">What <see cref="MigrationScript.Checksum"/> was.</param>
internal sealed record AppliedScript(int Number, string Name, string Checksum);
