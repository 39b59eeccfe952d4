namespace SampleService.Actors;

/// <summary>A grain keeps a state in a storage that is not registered.</summary>
public sealed class BadProviderConfigException : OrleansException
{
    public BadProviderConfigException()
    {
    }

    public BadProviderConfigException(string message)
        : base(message)
    {
    }

    public BadProviderConfigException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
