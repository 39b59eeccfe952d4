using System.ComponentModel.DataAnnotations;

namespace SampleService.Server;

/// <summary>Whether a process forms a cluster with others.</summary>
public enum ClusterMembership
{
    /// <summary>It is a cluster of one. Several such processes may share a PostgreSQL database.</summary>
    Alone,

    /// <summary>The processes of one <see cref="ClusterMemberOptions.ClusterId"/> find each other in a table of their PostgreSQL database.</summary>
    Database,
}

/// <summary>What a process of a cluster does.</summary>
public enum ClusterRole
{
    /// <summary>Runs grains, and serves callers.</summary>
    Silo,

    /// <summary>Serves callers, and leaves the grains to the silos.</summary>
    FrontEnd,
}

/// <summary>The cluster a process belongs to (configuration section <c>Cluster</c>).</summary>
public sealed class ClusterMemberOptions
{
    /// <summary>Whether the process is alone or a member of a cluster; by default a member as soon as another key of the section is set.</summary>
    public ClusterMembership? Membership { get; set; }

    /// <summary>What the process does: run grains and serve, or serve alone and leave the grains to others.</summary>
    public ClusterRole Role { get; set; } = ClusterRole.Silo;

    /// <summary>Names the cluster; processes of one name that use one database find each other.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "a name is needed")]
    [MaxLength(150, ErrorMessage = "at most 150 characters are allowed")]
    public string ClusterId { get; set; } = "sample-service";

    /// <summary>
    /// The address, or a name that has one, under which other processes of the cluster reach this one, and on which it
    /// listens for them. They are not asked who they are: keep it within a network of its own.
    /// </summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "an address is needed")]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port for other silos; 0 for any that is free.</summary>
    [Range(0, 65535, ErrorMessage = "0 to 65535 are allowed")]
    public int SiloPort { get; set; }

    /// <summary>The port for front ends; 0 for any that is free. Without it no front end gets at this silo.</summary>
    [Range(0, 65535, ErrorMessage = "0 to 65535 are allowed")]
    public int? GatewayPort { get; set; }

    /// <summary>Seconds a silo has to answer a probe of another.</summary>
    [Range(0.1, 60, ErrorMessage = "0.1 to 60 are allowed")]
    public double ProbeSeconds { get; set; } = 2;

    /// <summary>Probes a silo may miss in a row before another votes for its death; it takes two votes, or one if there are no two others.</summary>
    [Range(1, 20, ErrorMessage = "1 to 20 are allowed")]
    public int MissedProbes { get; set; } = 3;

    /// <summary>
    /// Seconds after which a call of a grain is given up; its outcome is unknown then. At least as long as all the probes
    /// that a silo may miss: else no call would live to see that a silo is dead.
    /// </summary>
    [Range(1, 600, ErrorMessage = "1 to 600 are allowed")]
    public double ResponseSeconds { get; set; } = 30;

    /// <summary>Whether the process is a member of a cluster.</summary>
    internal bool IsMember => Membership == ClusterMembership.Database;

    /// <summary>Settles what was left open.</summary>
    /// <param name="section">The section that was read: any key but this one asks for a cluster.</param>
    internal void CompleteFrom(IConfigurationSection section) => Membership ??=
        section.GetChildren().Any() ? ClusterMembership.Database : ClusterMembership.Alone;
}
