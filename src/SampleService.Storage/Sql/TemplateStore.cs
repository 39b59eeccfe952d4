using System.Text;
using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Templates, in either database.</summary>
public sealed class TemplateStore(ISqlDatabase database) : ITemplateStore
{
    private const int TemplatesAtOnce = 8;

    /// <summary>Where it is reached the page ends: what is read at once besides is as long at most.</summary>
    private const int EnoughBytes = TemplatesAtOnce * SampleTemplate.MaxBytes;

    private readonly TemplateSql _sql = new(database.Dialect);

    /// <inheritdoc/>
    public ValueTask<TemplatePage> ListAsync(TemplateQuery query, CancellationToken cancellation) =>
        database.ReadSnapshotAsync((session, _, token) => ListAsync(session, query, token), cancellation);

    private async Task<TemplatePage> ListAsync(ISqlSession session, TemplateQuery query, CancellationToken cancellation)
    {
        var ids = await session.ReadAllAsync(Statement(query), static row => row.GetString(0), cancellation).ConfigureAwait(false);
        var page = new List<SampleTemplate>();
        var bytes = 0;
        foreach (var some in ids.Take(query.Limit).Chunk(TemplatesAtOnce))
        {
            if (bytes >= EnoughBytes)
                break;
            page.AddRange(await ReadAsync(session, some, cancellation).ConfigureAwait(false));
            bytes = page.Sum(static template => template.Content.NodeTree.Length + template.Content.Keys.Length);
        }

        return new TemplatePage(page, ids.Count > page.Count);
    }

    /// <summary>One more than is wanted tells whether there is a next page.</summary>
    private SqlStatement Statement(TemplateQuery query)
    {
        var statement = new SqlStatement(query.Scope switch
        {
            TemplateScope.Mine => _sql.ListOwned,
            TemplateScope.Readable => _sql.ListReadable,
            _ => _sql.ListAll,
        }).Bind((query.After ?? default).ToString()).Bind(query.Limit + 1L);
        if (query.Scope == TemplateScope.All)
            return statement;
        statement.Bind(query.User.Value);
        return query.Scope == TemplateScope.Mine ? statement : statement.Bind([query.User.Value, .. query.Groups.Select(static group => group.Value)]);
    }

    private async Task<IEnumerable<SampleTemplate>> ReadAsync(ISqlSession session, string[] ids, CancellationToken cancellation)
    {
        var readers = (await session.ReadAllAsync(
                new SqlStatement(_sql.FindReaders).Bind(ids), static row => (Template: TemplateRecords.ReadId(row), Reader: row.GetUser(1)), cancellation)
                .ConfigureAwait(false))
            .ToLookup(static row => row.Template, static row => row.Reader);
        var found = await session.ReadAllAsync(new SqlStatement(_sql.Find).Bind(ids), Read, cancellation).ConfigureAwait(false);
        return found.OrderBy(static template => template.Header.Id.ToString(), StringComparer.Ordinal);

        SampleTemplate Read(ISqlRow row)
        {
            var header = TemplateRecords.ReadHeader(row);
            return new SampleTemplate(
                header,
                new TemplateContent(
                    UserSet.Of(readers[header.Id]), row.GetBoolean(7), Encoding.ASCII.GetBytes(row.GetString(8)), Encoding.ASCII.GetBytes(row.GetString(9)))
                {
                    Title = row.IsNull(6) ? null : row.GetString(6),
                });
        }
    }
}
