namespace SampleService.Storage;

/// <summary>A numbered script that brings a schema one step forward. It never changes once it was released.</summary>
/// <param name="Number">Its place, from 1 on without gaps.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Text">What it does; line ends are line feeds.</param>
/// <param name="Checksum">SHA-256 of the text, 64 hexadecimal digits in lower case.</param>
internal sealed record MigrationScript(int Number, string Name, string Text, string Checksum);
