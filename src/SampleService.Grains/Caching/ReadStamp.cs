namespace SampleService.Grains;

/// <summary>
/// The state of a sample as far as this process can tell, taken before anything of the sample is read. What was read under a stamp is
/// still right under an equal one, if the stamp has an epoch.
/// </summary>
/// <param name="Epoch">The epoch of ownership; null if other processes may write too.</param>
/// <param name="Writes">How often this process has written the sample, or one that shares its counter.</param>
internal readonly record struct ReadStamp(long? Epoch, int Writes);
