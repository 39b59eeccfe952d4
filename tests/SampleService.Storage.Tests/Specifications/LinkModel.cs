using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>Links as the contract describes them, in a list: what the stores are compared with.</summary>
internal sealed class LinkModel
{
    public List<DataLink> Links { get; } = [];

    public IEnumerable<DataLink> Active => Links.Where(link => link.Expired is null);

    public DataLink? ActiveOf(DataUnit unit) => Active.SingleOrDefault(link => link.Unit == unit);

    public LinkStatus Create(NewLink wish, Timestamp now)
    {
        var active = ActiveOf(wish.Unit);
        if (active?.Id != wish.Replaces)
            return LinkStatus.ActiveLinkDiffers;
        if (active is null && Active.Count(link => link.Unit.Upa == wish.Unit.Upa) >= wish.Limits.PerObjectVersion)
            return LinkStatus.TooManyFromObject;
        if (active?.Sample != wish.Sample
            && Active.Count(link => link.Sample == wish.Sample) >= wish.Limits.PerSampleVersion)
            return LinkStatus.TooManyFromSample;
        var created = active is null ? now : Timestamp.Max(now, active.Created.Plus(1));
        if (active is not null)
            End(active, wish.CreatedBy, created.Plus(-1));
        Links.Add(new DataLink(wish.Id, wish.Unit, wish.Sample, wish.Node, wish.CreatedBy, created, null, null));
        return LinkStatus.Created;
    }

    public void Expire(DataLink link, UserName by, Timestamp now) => End(link, by, Timestamp.Max(now, link.Created));

    public List<DataLink> Find(Func<DataLink, bool> filter, Timestamp? at) =>
        [.. Links.Where(filter).Where(link => at is { } moment ? link.IsActiveAt(moment) : link.Expired is null)
            .OrderBy(link => link.Created).ThenBy(link => link.Id.ToString(), StringComparer.Ordinal)];

    private void End(DataLink link, UserName by, Timestamp at) =>
        Links[Links.IndexOf(link)] = link with { ExpiredBy = by, Expired = at };
}
