using SampleService.Domain;

namespace SampleService.Grains.Abstractions;

/// <summary>
/// Reads what samples were at a moment and what happened to them, in the process that answers, each call from one snapshot of the database.
/// Rights are the present ones.
/// </summary>
/// <remarks>All methods throw <see cref="ServiceException"/> when the database fails.</remarks>
public interface IHistoryQueries
{
    /// <summary>Samples as of one moment. What is wrong with one of them is told in its place.</summary>
    /// <exception cref="ServiceException"><see cref="ErrorKind.IllegalParameter"/>: it would be too much.</exception>
    Task<StateAnswer> GetStateAsync(StateQuery query, CancellationToken cancellation);

    /// <summary>A page of what happened to a sample.</summary>
    /// <exception cref="ServiceException">There is no such sample, or the requester may not see what was asked for.</exception>
    Task<HistoryPage> GetHistoryAsync(HistoryQuery query, CancellationToken cancellation);

    /// <summary>A page of links. Of a sample the rights are looked at; of objects and workspaces the caller has done so.</summary>
    /// <exception cref="ServiceException">There is no such sample, version or node, or the sample may not be read.</exception>
    Task<LinkPage> FindLinksAsync(LinkPageQuery query, CancellationToken cancellation);
}
