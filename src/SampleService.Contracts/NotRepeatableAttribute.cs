namespace SampleService.Contracts;

/// <summary>
/// A method that does not find out whether an earlier attempt at the same call has been carried out: made again after
/// that, it could undo what somebody else was told is done. Where it is unknown what became of a call, the caller is told so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotRepeatableAttribute : Attribute;
