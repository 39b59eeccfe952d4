using SampleService.Testing.Servers;

namespace SampleService.Cluster.Tests.Disturbed;

/// <summary>A server process among others, up to its end: one that is started again is another member.</summary>
internal sealed class Member(ServerProcess process, bool isOpen = true)
{
    private volatile bool _isOpen = isOpen;
    private volatile bool _isDisturbed;

    public ServerProcess Process => process;

    /// <summary>Whether callers come to it.</summary>
    public bool IsOpen
    {
        get => _isOpen;
        set => _isOpen = value;
    }

    /// <summary>Whether its own callers have to reckon with a broken connection.</summary>
    public bool IsDisturbed
    {
        get => _isDisturbed;
        set => _isDisturbed = value;
    }
}
