namespace SampleService.Storage;

/// <summary>What can become of a wish to make a link; the first that applies.</summary>
public enum LinkStatus
{
    /// <summary>Made, or made before by the same write id.</summary>
    Created,

    /// <summary>There is no such sample.</summary>
    NoSuchSample,

    /// <summary>The ACLs of the sample are not those the maker saw: decide again.</summary>
    AclsChanged,

    /// <summary>The sample has no such version.</summary>
    NoSuchVersion,

    /// <summary>The version has no such node.</summary>
    NoSuchNode,

    /// <summary>The unit's active link is not <see cref="NewLink.Replaces"/>: decide again.</summary>
    ActiveLinkDiffers,

    /// <summary>The object version has all the links it may have. Not looked at for a replacement.</summary>
    TooManyFromObject,

    /// <summary>The sample version has all the links it may have. Not looked at for a replacement within it.</summary>
    TooManyFromSample,
}
