using Orleans.Runtime;

namespace SampleService.Grains.Abstractions;

/// <summary>What travels with the grain calls that are made for one call of the service.</summary>
public static class CallContext
{
    private const string Key = "call-id";

    /// <summary>The id under which the logs of all processes have the call; null outside of one.</summary>
    public static string? CallId
    {
        get => RequestContext.Get(Key) as string;
        set
        {
            if (value is not null)
                RequestContext.Set(Key, value);
        }
    }
}
