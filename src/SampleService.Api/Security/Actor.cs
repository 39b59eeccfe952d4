using SampleService.Domain;

namespace SampleService.Api;

/// <summary>Who acts in a call that changes something.</summary>
/// <param name="Requester">Whose rights count.</param>
/// <param name="User">Who is recorded: the caller, or whom an administrator acts for.</param>
internal readonly record struct Actor(Requester Requester, UserName User);
