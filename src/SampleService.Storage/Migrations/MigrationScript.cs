using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SampleService.Storage;

/// <summary>A numbered script that brings a schema one step forward. It never changes once it was released.</summary>
/// <param name="Number">Its place, from 1 on without gaps.</param>
/// <param name="Text">What it does; line ends are line feeds.</param>
/// <param name="Checksum">SHA-256 of the text, 64 hexadecimal digits in lower case.</param>
internal sealed record MigrationScript(int Number, string Name, string Text, string Checksum);

/// <summary>A script that a database remembers to have run.</summary>
/// <param name="Number">Its place.</param>
/// <param name="Name">Its file name at that time.</param>
/// <param name="Checksum">What <see cref="MigrationScript.Checksum"/> was.</param>
internal sealed record AppliedScript(int Number, string Name, string Checksum);

/// <summary>The migration scripts that are part of this program.</summary>
internal static class MigrationScripts
{
    /// <summary>The embedded scripts of a folder, by number.</summary>
    /// <param name="folder">Beginning of their names, with the slash.</param>
    public static IReadOnlyList<MigrationScript> Embedded(string folder)
    {
        var assembly = typeof(MigrationScripts).Assembly;
        var scripts = new List<MigrationScript>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(folder, StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            scripts.Add(Parse(resource[folder.Length..], reader.ReadToEnd()));
        }

        return [.. scripts.OrderBy(script => script.Number)];
    }

    /// <summary>A script from its file name, <c>NNNN_what.sql</c>, and text; line ends do not count.</summary>
    /// <exception cref="SchemaException">The name does not begin with a number of four digits.</exception>
    public static MigrationScript Parse(string name, string text)
    {
        if (name.Length < 5 || name[4] != '_'
            || !int.TryParse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new SchemaException($"Migration script {name} has no number of four digits.");
        text = text.ReplaceLineEndings("\n");
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new MigrationScript(number, name, text, checksum);
    }
}
