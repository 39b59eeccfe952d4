using Microsoft.Extensions.DependencyInjection;

namespace SampleService.Import;

/// <summary>Registers the import of dumps.</summary>
public static class ImportServiceCollectionExtensions
{
    /// <summary>Adds <see cref="ArangoImport"/>. The stores have to be there, and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddArangoImport(this IServiceCollection services) => services.AddSingleton<ArangoImport>();
}
