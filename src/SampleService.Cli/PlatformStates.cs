namespace SampleService.Cli;

/// <summary>The names of the states of the platform (docs/platform-states.md).</summary>
internal static class PlatformStates
{
    public const int Restore = 20;

    /// <summary>Those that operators set.</summary>
    public static readonly IReadOnlyDictionary<string, int> Shared = new Dictionary<string, int>
    {
        ["backup"] = 5,
        ["update"] = 10,
        ["restore"] = Restore,
        ["initialization"] = 30,
        ["validation"] = 40,
    };

    public static string NameOf(long state) => state switch
    {
        0 => "starting",
        100 => "active",
        120 => "busy",
        int.MaxValue => "stopping",
        _ => Shared.FirstOrDefault(shared => shared.Value == state).Key ?? "unknown",
    };
}
