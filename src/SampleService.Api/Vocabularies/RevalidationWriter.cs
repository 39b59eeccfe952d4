using SampleService.Domain;
using SampleService.Json;

namespace SampleService.Api;

/// <summary>Writes what was found in stored samples.</summary>
internal static class RevalidationWriter
{
    /// <summary>Writes the answer, but for the end of the page.</summary>
    public static void Write(JsonOutput result, IReadOnlyList<RevalidationReport> reports)
    {
        result.Raw("{\"reports\":"u8);
        JsonList.Write(result, [.. reports.Where(static report => report.Findings.Count + report.Gone.Count > 0)], Write);
        result.Raw(",\"checked\":"u8);
        result.Integer(reports.Count);
        result.Raw(",\"failed\":"u8);
        result.Integer(reports.Count(static report => report.Findings.Count > 0));
        result.Raw(",\"by_key\":{"u8);
        var keys = reports.SelectMany(static report => report.Findings).CountBy(static finding => finding.Key, StringComparer.Ordinal)
            .OrderBy(static key => key.Key, Comparer<string>.Create(ContractText.CompareByCodePoint));
        var isFirst = true;
        foreach (var (key, count) in keys)
        {
            if (!isFirst)
                result.Raw(","u8);
            isFirst = false;
            result.Text(key);
            result.Raw(":"u8);
            result.Integer(count);
        }

        result.Raw("}"u8);
    }

    private static void Write(JsonOutput result, RevalidationReport report)
    {
        result.Raw("{\"id\":"u8);
        result.Uuid(report.Id.Value);
        result.Raw(",\"version\":"u8);
        result.Integer(report.Version);
        result.Raw(",\"vocabulary\":"u8);
        result.Text(report.Vocabulary?.Value);
        result.Raw(",\"findings\":"u8);
        JsonList.Write(result, report.Findings, Write);
        result.Raw(",\"gone\":"u8);
        JsonList.Write(result, report.Gone, Write);
        result.Raw("}"u8);
    }

    private static void Write(JsonOutput result, ShownFinding finding) => result.Raw(finding.Json.Span);
}
