using Microsoft.Extensions.DependencyInjection;

namespace SampleService.Actors.Runtime;

/// <inheritdoc/>
internal sealed class StateFacet<T>(string name, string? storageName) : StateFacet(name)
{
    internal override Type ParameterType => typeof(IPersistentState<T>);

    internal override StoredState Create(Activation activation)
    {
        var services = activation.Class.Host.Services;
        var storage = string.IsNullOrWhiteSpace(storageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(storageName);
        return storage is null
            ? throw new BadProviderConfigException(
                $"Grains {activation.Class.Name} keep the state {Name} in the storage {storageName ?? "without a name"}, which is not registered.")
            : new StoredState<T>(Name, activation, storage);
    }
}
