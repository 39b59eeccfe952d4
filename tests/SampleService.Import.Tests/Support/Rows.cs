using System.Data.Common;
using System.Globalization;

namespace SampleService.Import.Tests.Support;

/// <summary>Rows of a query as text.</summary>
internal static class Rows
{
    public static async Task<List<string>> ReadAsync(DbDataReader rows)
    {
        var all = new List<string>();
        while (await rows.ReadAsync())
            all.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture))));
        return all;
    }
}
