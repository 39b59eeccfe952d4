using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>Reads templates, in the process that answers. They are saved as operations.</summary>
/// <remarks>All methods throw <see cref="ServiceException"/> of kind <see cref="ErrorKind.StorageFailure"/> when the database fails.</remarks>
public interface ITemplates
{
    /// <summary>Templates in the order in which they were first saved; numbers are in the form of this process.</summary>
    /// <param name="scope">Among which.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="after">Only those that were first saved after this one; null for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<TemplatePage> ListAsync(TemplateScope scope, UserName user, TemplateId? after, int limit, CancellationToken cancellation);
}
