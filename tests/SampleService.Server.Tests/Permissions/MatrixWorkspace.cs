namespace SampleService.Server.Tests.Permissions;

/// <summary>A workspace of a third party with one object.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Upa">The object.</param>
/// <param name="Right">What every account of the matrix has in it.</param>
/// <param name="IsPublic">Whether anybody may read it.</param>
internal sealed record MatrixWorkspace(long Id, string Upa, DataRight Right, bool IsPublic);
