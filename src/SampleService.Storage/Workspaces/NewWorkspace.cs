using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>A workspace to be made.</summary>
/// <param name="Name">For people.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="IsPublic">Whether everybody may read in it.</param>
/// <param name="Created">The present moment.</param>
public sealed record NewWorkspace(string Name, UserName Owner, bool IsPublic, Timestamp Created);
