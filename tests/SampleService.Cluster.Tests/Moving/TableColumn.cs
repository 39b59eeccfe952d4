namespace SampleService.Cluster.Tests.Moving;

/// <summary>A column of a table.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Name">Name of the column.</param>
/// <param name="Type">Its type, as the database calls it.</param>
/// <param name="IsIdentity">Whether PostgreSQL counts its values.</param>
internal sealed record TableColumn(string Table, string Name, string Type, bool IsIdentity)
{
    public string FullName => $"{Table}.{Name}";
}
