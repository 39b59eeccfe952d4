namespace SampleService.JsonRpc;

/// <summary>Whether a method needs a token.</summary>
public enum TokenRequirement
{
    /// <summary>The token is not looked at.</summary>
    None,

    /// <summary>A caller without a valid token is anonymous.</summary>
    Optional,

    /// <summary>A caller without a valid token is refused.</summary>
    Required,
}
