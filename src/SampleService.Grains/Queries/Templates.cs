using SampleService.Domain;
using SampleService.Grains.Abstractions;
using SampleService.Storage;

namespace SampleService.Grains;

/// <summary>See <see cref="ITemplates"/>.</summary>
internal sealed class Templates(ITemplateStore store, ICallerGroups groups, DocumentWriter documents) : ITemplates
{
    public async ValueTask<TemplatePage> ListAsync(TemplateScope scope, UserName user, TemplateId? after, int limit, CancellationToken cancellation)
    {
        var query = new TemplateQuery(scope, user, after, limit);
        if (scope == TemplateScope.Readable)
            query = query with { Groups = await groups.FindAsync(user, cancellation) };
        var page = await store.ListAsync(query, cancellation);
        return page with { Templates = [.. page.Templates.Select(Convert)] };
    }

    private SampleTemplate Convert(SampleTemplate template) => template with
    {
        Content = template.Content with { NodeTree = documents.Convert(template.Content.NodeTree), Keys = documents.Convert(template.Content.Keys) },
    };
}
