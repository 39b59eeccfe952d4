namespace SampleService.Actors;

/// <summary>What kind of key an identity has, for storages.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>Whether the key is a GUID, with or without an extension.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt) => grainId.KeyValue.TryGetGuid(out key, out keyExt);

    /// <summary>Whether the key is a number. No kind of key here has a number and an extension.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        keyExt = null;
        return grainId.KeyValue.TryGetLong(out key);
    }
}
