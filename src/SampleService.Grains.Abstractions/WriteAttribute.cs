namespace SampleService.Grains.Abstractions;

/// <summary>
/// A method that writes. Made again, it finds by its write id that an earlier attempt has been carried out. When it is
/// refused then, that tells nothing of an earlier attempt that was lost: it may be carried out yet.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WriteAttribute : Attribute;
