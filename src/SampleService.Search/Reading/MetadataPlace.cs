using SampleService.Domain;

namespace SampleService.Search;

/// <summary>Reads where metadata stands.</summary>
public static class MetadataPlace
{
    private const string DefaultValueKey = "value";

    /// <summary>Reads a kind of metadata; null for any, or if it is missing.</summary>
    public static SearchedMetadata? ReadKind(Parameter kind) => kind.OrNull?.Choice("controlled", "user", "any") switch
    {
        0 => SearchedMetadata.Controlled,
        1 => SearchedMetadata.User,
        _ => null,
    };

    /// <summary>The value key of a structure; null for any.</summary>
    internal static string? ValueKey(Parameter place) => place.Member("value_key").OrNull is not { } valueKey ? DefaultValueKey
        : valueKey.String() is "*" ? null : valueKey.String();
}
