using System.Text;
using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Reads and stores the templates of a call, in either database.</summary>
/// <param name="session">In the transaction.</param>
/// <param name="sql">The statements.</param>
internal sealed class OperationTemplates(ISqlSession session, TemplateSql sql)
{
    /// <summary>Locks and reads those of the actor's.</summary>
    public async Task<TemplateRows> ReadAsync(OperationKeys keys, UserName actor, CancellationToken cancellation)
    {
        if (keys.Templates.Count == 0)
            return TemplateRows.None;
        var templates = await session.ReadAllAsync(
            new SqlStatement(sql.Lock).Bind(actor.Value).Bind([.. keys.Templates]), TemplateRecords.ReadHeader, cancellation).ConfigureAwait(false);
        var isFull = templates.Count < keys.Templates.Count && await session.ReadAnyAsync(
            new SqlStatement(sql.HasMore).Bind(actor.Value).Bind(SampleTemplate.MaxOfOwner - 1L), cancellation).ConfigureAwait(false);
        return new TemplateRows(templates, isFull);
    }

    /// <summary>Stores what was saved.</summary>
    /// <returns>False if somebody else was faster to save one of them.</returns>
    public async Task<bool> TryWriteAsync(IReadOnlyList<SampleTemplate> saved, CancellationToken cancellation)
    {
        foreach (var (header, content) in saved)
        {
            var id = header.Id.ToString();
            var save = new SqlStatement(sql.Save)
                .Bind(id).Bind(header.Owner.Value).Bind(header.Name).Bind((long)header.Version).Bind(content.Title).Bind(content.IsPublic)
                .Bind(Encoding.ASCII.GetString(content.NodeTree.Span)).Bind(Encoding.ASCII.GetString(content.Keys.Span))
                .Bind(header.Created.Milliseconds).Bind(header.Changed.Milliseconds);
            if (!await session.ReadAnyAsync(save, cancellation).ConfigureAwait(false))
                return false;
            if (header.Version > TemplateHeader.FirstVersion)
                await session.ExecuteAsync(new SqlStatement(sql.RemoveReaders).Bind(id), cancellation).ConfigureAwait(false);
            if (content.Readers.Count > 0)
                await session.ExecuteAsync(
                    new SqlStatement(sql.AddReaders).Bind([.. content.Readers.Select(static reader => reader.Value)]).Bind(id), cancellation)
                    .ConfigureAwait(false);
        }

        return true;
    }
}
