using System.Globalization;

namespace SampleService.JsonRpc;

/// <summary>Who is at the other end of a connection of the Node door, as the operating system says.</summary>
public sealed record NodePeer
{
    private NodePeer(string address, CallerIdentity identity, NodeFault denial) =>
        (Address, Identity, Denial) = (address, identity, denial);

    /// <summary>How the log names it: <c>uid=1000</c>.</summary>
    public string Address { get; }

    /// <summary>As whom it calls.</summary>
    public CallerIdentity Identity { get; }

    /// <summary>Whether it may call everything: it is root, or the user of the server.</summary>
    public bool IsPrivileged => Identity.IsOperator;

    /// <summary>Why it may not call what is restricted.</summary>
    internal NodeFault Denial { get; }

    /// <summary>Root, or the user of the server.</summary>
    /// <param name="user">The number of the user.</param>
    /// <param name="name">By what name it calls.</param>
    public static NodePeer Operator(uint user, string name) =>
        new(AddressOf(user), new CallerIdentity(name) { IsOperator = true, Right = CallerRight.Full }, default);

    /// <summary>Another user of the machine.</summary>
    /// <param name="user">The number of the user.</param>
    /// <param name="group">The number of the user's group.</param>
    public static NodePeer Other(uint user, uint group) => new(
        AddressOf(user), CallerIdentity.Anonymous,
        new(2, string.Create(CultureInfo.InvariantCulture, $"Denied privileged API access for uid={user} gid={group}")));

    /// <summary>A peer of which the operating system does not say who it is.</summary>
    /// <param name="reason">Why not, in a word.</param>
    public static NodePeer Unknown(string reason) =>
        new("uid=unknown", CallerIdentity.Anonymous, new(1, $"Error getting peer credentials: {reason}"));

    private static string AddressOf(uint user) => string.Create(CultureInfo.InvariantCulture, $"uid={user}");
}
