using SampleService.Domain;

namespace SampleService.Storage;

/// <summary>Templates. They are saved as operations (<see cref="IOperationStore"/>).</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface ITemplateStore
{
    /// <summary>Templates in the order in which they were first saved: a page ends where they are long together.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Ends the query.</param>
    ValueTask<TemplatePage> ListAsync(TemplateQuery query, CancellationToken cancellation);
}
