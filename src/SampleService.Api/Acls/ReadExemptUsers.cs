using SampleService.Domain;

namespace SampleService.Api;

/// <summary>Users who are never shown among the readers of a sample (contract section 2.7). What they may do is not changed.</summary>
/// <param name="Users">The users.</param>
public sealed record ReadExemptUsers(UserSet Users);
