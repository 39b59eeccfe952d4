namespace SampleService.Actors;

/// <summary>
/// Makes references to grains. A reference is cheap and always valid: nothing is activated before the first call.
/// All methods throw <see cref="ArgumentException"/> when no registered grain class implements the interface, and for
/// a string key or key extension that is null, empty or only white space. Safe for use by several threads.
/// </summary>
public interface IGrainFactory
{
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey)
        where TGrainInterface : IGrainWithGuidKey;

    TGrainInterface GetGrain<TGrainInterface>(long primaryKey)
        where TGrainInterface : IGrainWithIntegerKey;

    TGrainInterface GetGrain<TGrainInterface>(string primaryKey)
        where TGrainInterface : IGrainWithStringKey;

    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension)
        where TGrainInterface : IGrainWithGuidCompoundKey;
}
