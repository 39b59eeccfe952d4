using SampleService.Domain;
using SampleService.Json;
using SampleService.Search;

namespace SampleService.Api;

/// <summary>Reads what is to be filled in of a template, and writes it as it is stored and shown.</summary>
internal static class TemplateKeysReader
{
    /// <summary>Checks each key in turn.</summary>
    /// <exception cref="ServiceException">The first fault.</exception>
    public static byte[] Read(Parameter keys)
    {
        using var output = new JsonOutput();
        output.Raw("["u8);
        if (keys.OrNull is { } given)
        {
            var seen = new HashSet<(string, int)>();
            foreach (var key in given.List(0, SampleTemplate.MaxKeys))
            {
                if (seen.Count > 0)
                    output.Raw(","u8);
                Write(output, key.RequireStructure(), seen);
            }
        }

        output.Raw("]"u8);
        return output.ToArray();
    }

    private static void Write(JsonOutput output, Parameter item, HashSet<(string Key, int Kind)> seen)
    {
        var given = item.Member(TemplateSchemas.Key.Name);
        var key = given.Required.UntrimmedText(ContractText.MaxNameLength);
        var kind = item.Member(TemplateSchemas.Kind.Name).Required.Choice(TemplateSchemas.Kinds);
        if (!seen.Add((key, kind)))
            throw given.Illegal($"{key} is there already");
        output.Raw("{\"key\":"u8);
        output.Text(key);
        output.Raw(",\"kind\":"u8);
        output.Text(TemplateSchemas.Kinds[kind]);
        output.Raw(item.Member(TemplateSchemas.IsRequired.Name).OrNull?.Flag() == true ? ",\"required\":true,\"unit\":"u8 : ",\"required\":false,\"unit\":"u8);
        output.Text(ReadUnit(item.Member(TemplateSchemas.Unit.Name)));
        output.Raw(",\"default\":"u8);
        if (item.Member(TemplateSchemas.Default.Name).OrNull is { } value)
            value.WritePrimitive(output);
        else
            output.Raw("null"u8);
        output.Raw(",\"help\":"u8);
        output.Text(item.Member(TemplateSchemas.Help.Name).OrNull?.Text(SampleTemplate.MaxHelpLength));
        output.Raw("}"u8);
    }

    private static string? ReadUnit(Parameter unit)
    {
        var text = unit.OrNull?.Text(ContractText.MaxNameLength);
        if (text is not null)
            _ = UnitReader.Read(unit);
        return text;
    }
}
