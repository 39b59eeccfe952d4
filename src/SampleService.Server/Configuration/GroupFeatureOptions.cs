namespace SampleService.Server;

/// <summary>Groups of users in ACLs (configuration section <c>Groups</c>).</summary>
public sealed class GroupFeatureOptions
{
    /// <summary>Whether there are groups; null where the service itself keeps the users, and not behind KBase, where user interfaces look up all names in ACLs.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Whether there are, once it is known who keeps the users.</summary>
    /// <param name="isStandalone">Whether the service does.</param>
    internal bool AreEnabled(bool isStandalone) => Enabled ?? isStandalone;
}
