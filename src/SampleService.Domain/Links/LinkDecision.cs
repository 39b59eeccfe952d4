namespace SampleService.Domain;

/// <summary>What becomes of a wish to link a data unit.</summary>
public enum LinkDecision
{
    /// <summary>The unit has no active link: make one.</summary>
    Create,

    /// <summary>The active link gives way to a new one.</summary>
    Replace,

    /// <summary>The active link is the one wished for: nothing changes.</summary>
    Keep,
}
