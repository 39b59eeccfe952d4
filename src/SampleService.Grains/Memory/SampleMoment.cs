namespace SampleService.Grains;

/// <summary>
/// A moment in the life of a sample, to be taken before anything of it is read. What was read at a moment is still right
/// at another one that equals it, if the database was this process's own.
/// </summary>
/// <param name="Period">The period of ownership; null if others may write too.</param>
/// <param name="Writes">How often this process has written the sample, or one that is counted with it.</param>
internal readonly record struct SampleMoment(long? Period, int Writes);
