using System.Text;
using SampleService.Validation;

namespace SampleService.Server;

/// <summary>Reads the files that the setting <c>Validation:OntologyFiles</c> names.</summary>
internal static class OntologyFiles
{
    private const string Setting = "Validation:OntologyFiles";

    /// <summary>The ontologies by name; empty without the setting.</summary>
    /// <param name="setting"><c>name=path;name=path</c></param>
    /// <exception cref="StartException">The setting or a file is invalid.</exception>
    public static Dictionary<string, OboOntology> Read(string? setting)
    {
        Dictionary<string, OboOntology> ontologies = new(StringComparer.Ordinal);
        foreach (var entry in (setting ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } path])
                throw new StartException($"{Setting} '{setting}' has to be name=path;name=path");
            if (!ontologies.TryAdd(name, ReadFile(path)))
                throw new StartException($"{Setting} names {name} twice");
        }

        return ontologies;
    }

    private static OboOntology ReadFile(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8);
            return OboOntology.Read(reader);
        }
        catch (FormatException e)
        {
            throw new StartException($"{Setting}: {path} is no ontology in OBO form: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{Setting}: {path} can't be read");
        }
    }
}
