using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Templates in rows.</summary>
internal static class TemplateRecords
{
    /// <summary>Reads the id, which comes first.</summary>
    public static TemplateId ReadId(ISqlRow row) => new(Guid.ParseExact(row.GetString(0), "D"));

    /// <summary>Reads the first six columns.</summary>
    public static TemplateHeader ReadHeader(ISqlRow row) =>
        new(ReadId(row), row.GetUser(1), row.GetString(2), (int)row.GetInt64(3), row.GetTimestamp(4), row.GetTimestamp(5));
}
