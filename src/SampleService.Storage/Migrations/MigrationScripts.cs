using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SampleService.Storage;

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
