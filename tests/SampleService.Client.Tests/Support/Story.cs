using System.Text.Json;

namespace SampleService.Client.Tests.Support;

/// <summary>
/// What a caller does with the service, subject by subject; together every method of the interface is called. Whoever calls over the Unix
/// socket has to say in whose place; elsewhere that counts for nothing.
/// </summary>
internal static class Story
{
    public const string User = "alice";

    private const string Upa = "1/1/1";

    public static readonly SampleNode Core = new()
    {
        Id = "core-1",
        Type = NodeType.BioReplicate,
        MetaControlled = new() { ["depth"] = new() { { "value", 2.50m }, { "units", "m" } } },
        MetaUser = new() { ["wet"] = new() { { "is", true }, { "count", 12345678901234L } }, ["found"] = new() { { "by", "Zoë" } } },
        SourceMeta = [new() { Key = "depth", SourceKey = "Depth", SourceValue = new() { { "text", "2.50 m" } } }],
    };

    public static readonly SampleNode Part = new() { Id = "part-1", Type = NodeType.SubSample, Parent = "core-1" };

    public static Task<SampleAddress> SaveAsync(ISampleService service) =>
        service.CreateSampleAsync(new() { Sample = new() { Name = "soil core", NodeTree = [Core, Part] }, AsUser = User }, Patience.Token());

    public static async Task SamplesAsync(ISampleService service)
    {
        var saved = await SaveAsync(service);
        var changed = await service.CreateSampleAsync(
            new() { Sample = new() { Id = saved.Id, NodeTree = [Core] }, PriorVersion = saved.Version, AsUser = User }, Patience.Token());
        Assert.Equal(saved with { Version = 2 }, changed);

        var first = await service.GetSampleAsync(new() { Id = saved.Id, Version = 1 }, Patience.Token());
        Assert.Equal((saved.Id, User, "soil core", 1), (first.Id, first.User, first.Name, first.Version));
        Assert.Equal(["core-1", "part-1"], first.NodeTree.Select(node => node.Id));
        var core = first.NodeTree[0];
        Assert.Equal(["wet", "found"], core.MetaUser.Keys);
        Assert.Equal(("2.50", "Zoë"), (core.MetaControlled["depth"]["value"].GetRawText(), core.MetaUser["found"]["by"].GetString()));
        Assert.Equal("2.50 m", Assert.Single(core.SourceMeta).SourceValue["text"].GetString());
        Assert.Equal((NodeType.SubSample, "core-1"), (first.NodeTree[1].Type, first.NodeTree[1].Parent));

        var part = await service.GetNodeAsync(new() { Id = saved.Id, Version = 1, Node = "core-1" }, Patience.Token());
        Assert.Equal((NodeType.BioReplicate, null, 0), (part.Type, part.Parent, part.Links));
        Assert.Equal(["part-1"], part.Children);
        Assert.Equal(core.MetaUser.Keys, part.MetaUser.Keys);

        var both = await service.GetSamplesAsync(new() { Samples = [new() { Id = saved.Id }, new() { Id = saved.Id, Version = 1 }] }, Patience.Token());
        Assert.Equal([(null, 2), ("soil core", 1)], both.Select(sample => (sample.Name, sample.Version)));
    }

    public static async Task AclsAsync(ISampleService service)
    {
        var id = (await SaveAsync(service)).Id;
        await service.UpdateSampleAclsAsync(new() { Id = id, Write = ["bob"], PublicRead = true, AtLeast = true }, Patience.Token());
        var acls = await service.GetSampleAclsAsync(new() { Id = id }, Patience.Token());
        Assert.Equal((User, true), (acls.Owner, acls.PublicRead));
        Assert.Equal(["bob"], acls.Write);

        var why = await service.ExplainAccessAsync(
            new() { Id = id, User = "bob", Level = AccessLevel.Read, At = DateTimeOffset.FromUnixTimeMilliseconds(253402300799999) }, Patience.Token());
        Assert.Equal((id, "bob", AccessLevel.Read, true), (why.Id, why.User, why.Level, why.Allowed));
        Assert.Equal(
            [(AccessVia.Entry, AccessLevel.Write), (AccessVia.Public, AccessLevel.Read)], why.Reasons.Select(reason => (reason.Via, reason.Level)));
        Assert.All(why.Reasons, reason => Assert.True(reason.Since >= why.RecordedSince));
        Assert.Equal([(AccessVia.Entry, null, AccessLevel.Write), (AccessVia.Public, null, AccessLevel.Read)], why.History!.Select(change => (change.Via, change.From, change.To)));

        await service.UpdateSamplesAclsAsync(new() { Ids = [id], Remove = ["bob"], PublicRead = false }, Patience.Token());
        acls = await service.GetSampleAclsAsync(new() { Id = id }, Patience.Token());
        Assert.False(acls.PublicRead);
        Assert.Empty(acls.Write);

        await service.ReplaceSampleAclsAsync(new() { Id = id, Acls = new() { Admin = ["bob"], PublicRead = true } }, Patience.Token());
        acls = await service.GetSampleAclsAsync(new() { Id = id }, Patience.Token());
        Assert.True(acls.PublicRead);
        Assert.Equal(["bob"], acls.Admin);
    }

    public static async Task LinksAsync(ISampleService service, ISampleService administrator)
    {
        var id = (await SaveAsync(service)).Id;
        var dataId = $"reads {id}";
        var link = await service.CreateDataLinkAsync(
            new() { Upa = Upa, DataId = dataId, Id = id, Version = 1, Node = "part-1", Update = true, AsUser = User }, Patience.Token());
        Assert.Equal((Upa, dataId, id, 1, "part-1", User), (link.Upa, link.DataId, link.Id, link.Version, link.Node, link.CreatedBy));
        Assert.Null(link.Expired);
        Assert.Equal(link, await administrator.GetDataLinkAsync(new() { LinkId = link.LinkId }, Patience.Token()));

        var listing = await service.GetDataLinksFromSampleAsync(new() { Id = id, Version = 1, EffectiveTime = link.Created }, Patience.Token());
        Assert.Equal(link.Created, listing.EffectiveTime);
        Assert.Equal([link], listing.Links);
        Assert.Equal(
            [link],
            (await service.GetDataLinksFromSampleSetAsync(new() { SampleIds = [new() { Id = id, Version = 1 }] }, Patience.Token())).Links);
        Assert.Contains(link, (await service.GetDataLinksFromDataAsync(new() { Upa = Upa }, Patience.Token())).Links);
        Assert.Equal("soil core", (await service.GetSampleViaDataAsync(new() { Upa = Upa, Id = id, Version = 1 }, Patience.Token())).Name);

        await service.CreateSampleAsync(new() { Sample = new() { Id = id, NodeTree = [Core, Part] }, AsUser = User }, Patience.Token());
        var copies = await service.PropagateDataLinksAsync(
            new() { Id = id, Version = 2, PreviousVersion = 1, IgnoreTypes = ["No.Type"], AsUser = User }, Patience.Token());
        Assert.Equal([(dataId + "_2", 2)], copies.Select(copy => (copy.DataId, copy.Version)));

        await service.ExpireDataLinkAsync(new() { Upa = Upa, DataId = dataId, AsUser = User }, Patience.Token());
        var ended = await administrator.GetDataLinkAsync(new() { LinkId = link.LinkId }, Patience.Token());
        Assert.Equal(User, ended.ExpiredBy);
        Assert.True(ended.Expired >= ended.Created);
    }

    public static async Task ApplyAsync(ISampleService service)
    {
        var list = new OperationList();
        var sample = list.Save(new NewSample { Name = "aliquot", NodeTree = [Core] });
        var dataId = $"{Guid.NewGuid()}";
        list.Add(new UpdateSampleAclsOperation { Id = sample, Read = ["bob"], PublicRead = true, IfAclVersion = 1 });
        list.Add(new ReplaceSampleAclsOperation { Id = sample, Acls = new() { Write = ["bob"] }, IfVersion = 1 });
        list.Add(new CreateDataLinkOperation { Id = sample, Upa = Upa, DataId = dataId, Node = Core.Id, IfLink = "none" });
        list.Add(new ExpireDataLinkOperation { Upa = Upa, DataId = dataId });
        var request = new ApplyRequest { Operations = list, RequestId = $"{Guid.NewGuid()}", AsUser = User };
        var done = await service.ApplyAsync(request, Patience.Token());
        Assert.True(done.Applied);
        Assert.All(done.Results, result => Assert.True(result.Ok));
        var id = done.Results[0].Result!.Value.GetProperty("id").GetGuid();
        Assert.Equal(["bob"], (await service.GetSampleAclsAsync(new() { Id = id }, Patience.Token())).Write);

        // The same again does nothing.
        Assert.Equal(id, (await service.ApplyAsync(request, Patience.Token())).Results[0].Result!.Value.GetProperty("id").GetGuid());
        var refused = await service.ApplyAsync(
            new() { Operations = [new UpdateSampleAclsOperation { Id = id, Read = ["bob"], IfAclVersion = 1 }], ValidateOnly = true, Atomic = false, AsUser = User }, Patience.Token());
        Assert.Equal((false, 40000), (refused.Results[0].Ok, refused.Results[0].Error!.Value.GetProperty("code").GetInt32()));
    }

    public static async Task OwnershipAsync(ISampleService service, ISampleService administrator)
    {
        const string Bob = "bob";
        var list = new OperationList();
        var sample = list.Save(new NewSample { Name = "offered", NodeTree = [Core] });
        list.Add(new OfferSampleOperation { Id = sample, To = Bob, Keep = KeptLevel.Read, Expires = DateTimeOffset.UtcNow.AddDays(1), Message = "yours" });
        list.Add(new CancelOfferOperation { Id = sample, IfVersion = 1 });
        var done = await service.ApplyAsync(new() { Operations = list, AsUser = User }, Patience.Token());
        var id = done.Results[0].Result!.Value.GetProperty("id").GetGuid();

        var request = new OfferSampleRequest
        {
            Id = id,
            To = Bob,
            Keep = KeptLevel.Write,
            Expires = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddDays(300).ToUnixTimeMilliseconds()),
            Message = "yours",
            IfVersion = 1,
            IfAclVersion = 1,
            RequestId = $"{id}",
            AsUser = User,
        };
        var offer = await service.OfferSampleAsync(request, Patience.Token());
        Assert.Equal((id, User, Bob, KeptLevel.Write, "yours", request.Expires), (offer.Id, offer.From, offer.To, offer.Keep, offer.Message, offer.Expires));
        Assert.Equal(offer, await service.OfferSampleAsync(request, Patience.Token()));
        var listed = await administrator.ListOffersAsync(new() { Direction = OfferDirection.ByMe, Limit = 1000, AsAdmin = true }, Patience.Token());
        var named = Assert.Single(listed.Offers, one => one.Id == id);
        Assert.Equal((User, "offered", offer.Created, true), (named.From, named.Name, named.Created, listed.Examined > 0));
        await administrator.DeclineOfferAsync(new() { Id = id, AsAdmin = true, AsUser = Bob }, Patience.Token());

        await service.OfferSampleAsync(new() { Id = id, To = Bob, AsUser = User }, Patience.Token());
        await service.CancelOfferAsync(new() { Id = id, AsUser = User }, Patience.Token());
        await service.OfferSampleAsync(new() { Id = id, To = Bob, AsUser = User }, Patience.Token());
        await administrator.AcceptOfferAsync(new() { Id = id, IfAclVersion = 1, AsAdmin = true, AsUser = Bob }, Patience.Token());
        var acls = await service.GetSampleAclsAsync(new() { Id = id }, Patience.Token());
        Assert.Equal(Bob, acls.Owner);
        Assert.Equal([User], acls.Admin);
        await service.LeaveSampleAsync(new() { Id = id, AsUser = User }, Patience.Token());
        acls = await administrator.GetSampleAclsAsync(new() { Id = id, AsAdmin = true }, Patience.Token());
        Assert.Empty(acls.Admin);
    }

    public static async Task WithdrawalAsync(ISampleService service)
    {
        var list = new OperationList();
        var sample = list.Save(new NewSample { Name = "withdrawn", NodeTree = [Core] });
        var dataId = $"{Guid.NewGuid()}";
        list.Add(new CreateDataLinkOperation { Id = sample, Upa = Upa, DataId = dataId, Node = Core.Id });
        list.Add(new WithdrawSampleOperation { Id = sample, Reason = "too early" });
        list.Add(new RestoreSampleOperation { Id = sample });
        list.Add(new CreateDataLinkOperation { Id = sample, Upa = Upa, DataId = dataId, Node = Core.Id, IfLink = "none" });
        var done = await service.ApplyAsync(new() { Operations = list, AsUser = User }, Patience.Token());
        var id = done.Results[0].Result!.Value.GetProperty("id").GetGuid();
        var link = done.Results[4].Result!.Value.GetProperty("new_link").GetProperty("linkid").GetGuid();

        await service.EndLinkAsync(new() { LinkId = link, RequestId = $"{link}", AsUser = User }, Patience.Token());
        var again = await service.ApplyAsync(new() { Operations = [new EndLinkOperation { LinkId = link }], AsUser = User }, Patience.Token());
        Assert.Equal(50050, again.Results[0].Error!.Value.GetProperty("code").GetInt32());
        var request = new WithdrawSampleRequest { Id = id, Reason = "a mistake", IfVersion = 1, IfAclVersion = 1, RequestId = $"{id}", AsUser = User };
        var tombstone = await service.WithdrawSampleAsync(request, Patience.Token());
        Assert.Equal((id, null, "a mistake", User), (tombstone.Id, tombstone.Version, tombstone.Reason, tombstone.By));
        Assert.Equal(tombstone, await service.WithdrawSampleAsync(request, Patience.Token()));
        await service.RestoreSampleAsync(new() { Id = id, AsUser = User }, Patience.Token());
        Assert.Equal("withdrawn", (await service.GetSampleAsync(new() { Id = id }, Patience.Token())).Name);
    }

    public static async Task RelationsAsync(ISampleService service)
    {
        var list = new OperationList();
        var core = list.Save(new NewSample { Name = "core", NodeTree = [Core] });
        var aliquot = list.Save(new NewSample { Name = "aliquot", NodeTree = [Core] });
        list.Relate(RelationType.AliquotOf, aliquot, core);
        var done = await service.ApplyAsync(new() { Operations = list, AsUser = User }, Patience.Token());
        Guid[] ids = [.. done.Results.Take(2).Select(result => result.Result!.Value.GetProperty("id").GetGuid())];
        var first = done.Results[2].Result!.Value.GetProperty("relation").GetGuid();

        var added = await service.AddRelationAsync(
            new()
            {
                Type = RelationType.SameAs,
                From = new() { Id = ids[1], Version = 1, Node = Core.Id },
                To = new() { Id = ids[0] },
                IfVersion = 1,
                IfAclVersion = 1,
                RequestId = $"{first}",
                AsUser = User,
            },
            Patience.Token());
        Assert.Equal((RelationType.SameAs, ids[1], 1, Core.Id, ids[0], User), (added.Type, added.From.Id, added.From.Version, added.From.Node, added.To.Id, added.CreatedBy));
        var lineage = await service.GetLineageAsync(
            new()
            {
                Ids = [ids[0]],
                Direction = LineageDirection.Descendants,
                Types = [RelationType.AliquotOf, RelationType.SameAs],
                Depth = 2,
                Limit = 10,
                At = DateTimeOffset.FromUnixTimeMilliseconds(253402300799999),
            },
            Patience.Token());
        Assert.Equal([(ids[0], 0, "core"), (ids[1], 1, "aliquot")], lineage.Nodes.Select(node => (node.Id, node.Depth, node.Name)));
        Assert.Equal([first, added.Relation], lineage.Edges.Select(edge => edge.Relation));
        Assert.Equal((0, true), (lineage.Hidden, lineage.Complete));
        var state = await service.GetStateAsync(new() { Samples = [new() { Id = ids[1] }], Include = [StateInclude.Relations] }, Patience.Token());
        Assert.Contains(added, state.Samples[0].Relations!);
        await service.EndRelationAsync(new() { Relation = first, AsUser = User }, Patience.Token());
        await service.ApplyAsync(new() { Operations = [new EndRelationOperation { Relation = added.Relation }], AsUser = User }, Patience.Token());
        Assert.Empty((await service.GetLineageAsync(new() { Ids = [ids[1]] }, Patience.Token())).Edges);
    }

    public static async Task IdentifiersAsync(ISampleService service)
    {
        var list = new OperationList();
        var sample = list.Save(new NewSample { Name = "aliquot", NodeTree = [Core] });
        var (own, other) = ($"shelf {Guid.NewGuid()}", $"box {Guid.NewGuid()}");
        list.Identify(sample, "~alice", own, Core.Id);
        list.Identify(sample, "~alice", other);
        list.Add(new RemoveIdentifierOperation { Namespace = "~alice", Value = other });
        var done = await service.ApplyAsync(new() { Operations = list, AsUser = User }, Patience.Token());
        var id = done.Results[0].Result!.Value.GetProperty("id").GetGuid();

        var added = await service.AddIdentifierAsync(
            new() { Id = id, Node = Core.Id, Namespace = "~alice", Value = other, IfVersion = 1, IfAclVersion = 1, RequestId = other, AsUser = User }, Patience.Token());
        Assert.Equal((id, Core.Id, User, null), (added.Id, added.Node, added.AddedBy, added.Removed));
        var resolved = await service.ResolveIdentifiersAsync(
            new()
            {
                Identifiers = [new() { Namespace = "~alice", Value = own }, new() { Namespace = "doi", Value = $"doi:10.1234/{Guid.NewGuid()}" }],
                Include = [StateInclude.Identifiers],
            },
            Patience.Token());
        Assert.Equal([(id, Core.Id, 1, false), ((Guid?)null, null, (int?)null, (bool?)null)], resolved.Select(one => (one.Id, one.Node, one.Version, one.Withdrawn)));
        Assert.Equal(2, resolved[0].State!.Value.GetProperty("identifiers").GetArrayLength());
        var state = await service.GetStateAsync(new() { Samples = [new() { Id = id }], Include = [StateInclude.Identifiers] }, Patience.Token());
        Assert.Contains(added, state.Samples[0].Identifiers!);
        await service.RemoveIdentifierAsync(new() { Namespace = "~alice", Value = other, AsUser = User }, Patience.Token());
    }

    public static async Task ExportAsync(ISampleService service)
    {
        var id = (await SaveAsync(service)).Id;
        var crate = await service.ExportSamplesAsync(
            new() { Samples = [new() { Id = id, Version = 1 }], Format = ExportFormat.RoCrate, Include = [ExportInclude.Links, ExportInclude.Relations] }, Patience.Token());
        Assert.Null(crate.Next);
        Assert.StartsWith("application/ld+json;", crate.MediaType, StringComparison.Ordinal);
        Assert.Contains(crate.Document.GetProperty("@graph").EnumerateArray(), entity => entity.GetProperty("@id").GetString() == $"urn:uuid:{id}");
        using var filter = JsonDocument.Parse($$"""{"on":"id","in":["{{id}}"]}""");
        var document = await service.ExportSamplesAsync(new() { Filter = filter.RootElement, Format = ExportFormat.JsonLd, Limit = 1 }, Patience.Token());
        Assert.Equal("application/ld+json", document.MediaType);
        Assert.Equal($"urn:uuid:{id}", document.Document.GetProperty("@graph")[0].GetProperty("@id").GetString());
    }

    public static async Task GroupsAsync(ISampleService service)
    {
        var name = $"lab-{Guid.NewGuid():n}"[..20];
        var made = await service.CreateGroupAsync(
            new() { Name = name, Title = "The laboratory", Members = ["bob"], Managers = ["bob"], RequestId = name, AsUser = User }, Patience.Token());
        Assert.Equal((name, "The laboratory", User, 1, false), (made.Name, made.Title, made.Owner, made.Version, made.Retired));
        var changed = await service.UpdateGroupAsync(
            new()
            {
                Name = name,
                Title = "All of it",
                Add = ["admin"],
                Remove = ["bob"],
                AddManagers = ["admin"],
                RemoveManagers = ["bob"],
                Retired = true,
                IfGroupVersion = 1,
                AsUser = User,
            },
            Patience.Token());
        Assert.Equal((2, true, "admin", "admin"), (changed.Version, changed.Retired, changed.Members.Single(), changed.Managers.Single()));
        var whole = await service.GetGroupAsync(new() { Name = name, History = true }, Patience.Token());
        Assert.Equal([("bob", null), ("admin", "bob")], whole.Changes!.Select(change => (change.Added.Single(), change.Removed.SingleOrDefault())));
        Assert.Null((await service.GetGroupAsync(new() { Name = name }, Patience.Token())).Changes);
        UserGroups page = await service.ListGroupsAsync(new() { Role = GroupRole.Owner, Limit = 1 }, Patience.Token());
        while (page.Groups.All(group => group.Name != name))
            page = await service.ListGroupsAsync(new() { Role = GroupRole.Owner, Limit = 1, Cursor = page.Next }, Patience.Token());
        await service.UpdateGroupAsync(new() { Name = name, Owner = "bob", AsUser = User }, Patience.Token());
    }

    public static async Task HistoryAsync(ISampleService service)
    {
        var id = (await SaveAsync(service)).Id;
        var changed = Core with { MetaUser = new() { ["wet"] = new() { { "is", false }, { "count", 12345678901234L } }, ["new"] = new() { { "is", 1.5m } } } };
        await service.CreateSampleAsync(new() { Sample = new() { Id = id, NodeTree = [changed] }, AsUser = User }, Patience.Token());

        var states = await service.GetStateAsync(new() { Samples = [new() { Id = id }, new() { Id = id, Version = 9 }], Include = [StateInclude.Acls, StateInclude.Links] }, Patience.Token());
        Assert.Equal([2, null], states.Samples.Select(state => state.Version));
        Assert.Equal(50020, states.Samples[1].Error?.GetProperty("code").GetInt32());
        var history = await service.GetHistoryAsync(new() { Id = id, Order = TimeOrder.Descending, Limit = 2 }, Patience.Token());
        Assert.Equal([2, 1], history.Entries.Select(entry => entry.Version.GetInt32()));
        var links = await service.FindLinksAsync(new() { Sample = new() { Id = id }, State = LinkState.All }, Patience.Token());
        Assert.Empty(links.Links);
        Assert.Null(links.Next);

        var diff = await service.DiffVersionsAsync(new() { Id = id, From = 1, To = 2 }, Patience.Token());
        Assert.Equal((1, 2, User), (diff.From.Version, diff.To.Version, diff.To.User));
        Assert.Equal(new NameChange { From = "soil core", To = null }, diff.Name);
        Assert.Equal([("part-1", NodeChangeKind.Removed)], diff.Nodes.Select(node => (node.Node, node.Change)));
        Assert.Equal(
            [("wet", "is", "True", "False"), ("new", "is", null, "1.5"), ("found", "by", "Zoë", null)],
            diff.Values.Select(value => (value.Key, value.ValueKey, value.From?.ToString(), value.To?.ToString())));
        Assert.All(diff.Values, value => Assert.Equal(("core-1", MetadataKind.User), (value.Node, value.Kind)));
        Assert.False(diff.OrderChanged || diff.Truncated);
    }

    public static async Task FindingAsync(ISampleService service)
    {
        var key = "k" + Guid.NewGuid().ToString("N");
        var ids = new List<Guid>();
        foreach (var depth in (double[])[1, 2, 3])
        {
            var node = Core with { MetaUser = new() { [key] = new() { { "value", depth }, { "units", "m" } } } };
            ids.Add((await service.CreateSampleAsync(new() { Sample = new() { Name = "core", NodeTree = [node] }, AsUser = User }, Patience.Token())).Id);
        }

        var filter = JsonSerializer.SerializeToElement(
            new Dictionary<string, object> { ["on"] = "meta", ["key"] = key, ["gte"] = new { value = 200, unit = "cm" } });
        var request = new FindSamplesRequest
        {
            Filter = filter,
            Limit = 1,
            Include = [FindInclude.Sample, FindInclude.Acls, FindInclude.Matches],
            Columns = [new() { Key = key }],
            Sort = new() { By = FindSortKey.Created, Order = FindOrder.Ascending },
            Count = true,
        };
        var first = await service.FindSamplesAsync(request, Patience.Token());
        Assert.Equal((2, true), (first.Count!.Value, first.Count.Exact));
        var found = new List<FoundSample>();
        await foreach (var sample in service.FindAllSamplesAsync(request, Patience.Token()))
            found.Add(sample);
        Assert.Equal(ids[1..], found.Select(sample => sample.Id));
        Assert.All(found, sample => Assert.Equal((User, "core", User), (sample.Owner, sample.Sample!.Name, sample.Acls!.Owner)));
        Assert.Equal([2, 3], found.Select(sample => sample.Values![0]!.Value.GetDouble()));
        await service.UpdateSampleAclsAsync(new() { Id = ids[0], PublicRead = true }, Patience.Token());
        var use = Assert.Single((await service.ListMetadataKeysAsync(new() { Scope = "public", Prefix = key }, Patience.Token())).Keys);
        Assert.Equal((key, "user", 1), (use.Key, use.Kind, use.Samples));
        Assert.Equal(("m", 1), (use.ValueKeys[1].Units[0].Unit, use.ValueKeys[1].Units[0].Samples));
        Assert.Equal(("filter", "m", "meter"), (found[0].Matches![0].Condition, found[0].Matches![0].Unit, found[0].Matches![0].ComparedUnit));
    }

    public static async Task EventsAsync(ISampleService service)
    {
        var id = (await SaveAsync(service)).Id;
        var page = await service.GetEventsAsync(new() { Sample = id, Types = [EventType.NewSample, EventType.AclChange], Limit = 10 }, Patience.Token());
        var saved = Assert.Single(page.Events);
        Assert.Equal((EventType.NewSample, id, 1, User), (saved.Type, saved.Sample, saved.Version, saved.By));
        Assert.True(page.Last >= saved.Position);
        Assert.Empty((await service.GetEventsAsync(new() { Sample = id, After = page.Last }, Patience.Token())).Events);
    }

    public static async Task StatusAsync(ISampleService service)
    {
        var status = await service.StatusAsync(Patience.Token());
        Assert.Equal("OK", status.State);
        Assert.NotEmpty(status.Version);
    }
}
