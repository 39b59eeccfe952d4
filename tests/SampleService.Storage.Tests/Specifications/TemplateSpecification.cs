using System.Text;
using SampleService.Domain;

namespace SampleService.Storage.Tests.Specifications;

/// <summary>What every back end has to do with templates: what was saved last is listed, to those who may read it, page by page.</summary>
public abstract class TemplateSpecification : StoreSpecification
{
    private static readonly TemplateContent Plain = Content("[]");

    [StoreFact]
    public async Task Save_NewName_IsListedAsItWasSaved()
    {
        var content = Content("""[{"key":"depth"}]""", "carol", "bob", "@lab") with { Title = "Soil \u00e4\ud83d\ude00" };
        var saved = await SaveAsync("alice", "soil", content);

        Assert.Equal(new TemplateHeader(saved.Id, Make.User("alice"), "soil", 1, Clock.Now, Clock.Now), saved);
        var listed = Assert.Single(await ListAsync(TemplateScope.Mine, "alice"));
        Assert.Equal(saved, listed.Header);
        Assert.Equal(Describe(content), Describe(listed.Content));
        Assert.Equal("@lab bob carol", string.Join(' ', listed.Content.Readers));
    }

    [StoreFact]
    public async Task Save_Again_TakesThePlaceOfAllThatWas()
    {
        var first = await SaveAsync("alice", "soil", Content("[1]", "bob") with { Title = "old", IsPublic = true });
        await SaveAsync("alice", "other", Plain);
        Clock.Now = Clock.Now.Plus(1000);
        var next = await SaveAsync("alice", "soil", Content("[2]", "carol"));

        Assert.Equal(first with { Version = 2, Changed = Clock.Now }, next);
        var listed = (await ListAsync(TemplateScope.Mine, "alice"))[0];
        Assert.Equal((next, "[2]", "carol"), (listed.Header, Text(listed.Content.Keys), string.Join(' ', listed.Content.Readers)));
        Assert.Equal((null, false), (listed.Content.Title, listed.Content.IsPublic));
        Assert.Empty(await ListAsync(TemplateScope.Readable, "bob"));
        Assert.Equal("soil", Assert.Single(await ListAsync(TemplateScope.Readable, "carol")).Header.Name);
    }

    [StoreFact]
    public async Task Save_SameNameOfAnother_IsAnotherTemplate()
    {
        await SaveAsync("alice", "soil", Content("[1]"));
        var other = await SaveAsync("bob", "soil", Content("[2]"));

        Assert.Equal((1, Make.User("bob")), (other.Version, other.Owner));
        Assert.Equal("[1]", Text(Assert.Single(await ListAsync(TemplateScope.Readable, "alice")).Content.Keys));
    }

    [StoreFact]
    public async Task Save_VersionThatIsNotTheNewest_IsRefused()
    {
        var none = await DoAsync("alice", Save("soil", Plain) with { RequiredVersion = 1 });
        await SaveAsync("alice", "soil", Plain);
        var wrong = await DoAsync("alice", Save("soil", Plain) with { RequiredVersion = 2 });
        var right = await DoAsync("alice", Save("soil", Plain) with { RequiredVersion = 1 });

        Assert.Equal((ErrorKind.ConcurrencyViolation, "Version required for template soil is 1, but current version is none"), (none.Error!.Kind, none.Error.Detail));
        Assert.Equal((ErrorKind.ConcurrencyViolation, "Version required for template soil is 2, but current version is 1"), (wrong.Error!.Kind, wrong.Error.Detail));
        Assert.Equal(2, Assert.IsType<SavedTemplate>(right.Result).Template.Version);
        Assert.Equal(2, Assert.Single(await ListAsync(TemplateScope.Mine, "alice")).Header.Version);
    }

    [StoreFact]
    public async Task Save_ByManyAtOnce_HasOneVersionForEach()
    {
        var outcomes = await AtOnceAsync(8, i => DoAsync("alice", Save("soil", Content($"[{i}]", $"user{i}"))));
        var conditional = await AtOnceAsync(4, i => DoAsync("alice", Save("soil", Content($"[1{i}]", $"user{i}")) with { RequiredVersion = 8 }));

        Assert.Equal(
            Enumerable.Range(1, 8), outcomes.Select(outcome => Assert.IsType<SavedTemplate>(outcome.Result).Template.Version).Order());
        var winner = Array.FindIndex(conditional, outcome => outcome.Error is null);
        Assert.Single(conditional, outcome => outcome.Error is null);
        Assert.All(conditional.Where(outcome => outcome.Error is not null), outcome => Assert.Equal(ErrorKind.ConcurrencyViolation, outcome.Error!.Kind));
        var listed = Assert.Single(await ListAsync(TemplateScope.Mine, "alice"));
        Assert.Equal((9, $"[1{winner}]", $"user{winner}"), (listed.Header.Version, Text(listed.Content.Keys), string.Join(' ', listed.Content.Readers)));
    }

    [StoreFact]
    public async Task Save_ManyNewOnesOfOneNameAtOnce_IsOneTemplate()
    {
        for (var round = 0; round < 10; round++)
        {
            var name = $"soil {round}";
            await AtOnceAsync(4, i => SaveAsync("alice", name, Content($"[{i}]", $"user{i}")));
            Assert.Equal(4, Assert.Single(await ListAsync(TemplateScope.Mine, "alice"), template => template.Header.Name == name).Header.Version);
        }
    }

    [StoreFact]
    public async Task Save_UnderTheSameRequest_IsDoneOnce()
    {
        var request = Operate.Request("the save");
        var first = await Operations.ApplyNamedAsync(request, [Save("soil", Plain)]);
        var again = await Operations.ApplyNamedAsync(request, [Save("soil", Plain)]);

        Assert.Equal(first, again);
        Assert.Equal(1, Assert.Single(await ListAsync(TemplateScope.Mine, "alice")).Header.Version);
    }

    [StoreFact]
    public async Task Save_MoreThanOneOwns_IsRefused()
    {
        for (var i = 0; i < SampleTemplate.MaxOfOwner; i += 250)
        {
            var first = i;
            await Operations.ApplyAsync(Operate.Alice, [.. Enumerable.Range(first, 250).Select(number => Save($"t{number}", Plain))]);
        }

        var more = await DoAsync("alice", Save("one more", Plain));
        Assert.Equal((ErrorKind.IllegalParameter, "User alice owns 1000 templates already"), (more.Error!.Kind, more.Error.Detail));
        Assert.Equal(2, (await SaveAsync("alice", "t7", Plain)).Version);
        Assert.Equal(1, (await SaveAsync("bob", "one more", Plain)).Version);
    }

    [StoreFact]
    public async Task List_Everybody_SeesWhatTheyMayRead()
    {
        await SaveAsync("alice", "private", Plain);
        await SaveAsync("alice", "named", Content("[]", "bob", "alice"));
        await SaveAsync("alice", "of the laboratory", Content("[]", "@lab", "@other", "bob"));
        await SaveAsync("carol", "public", Plain with { IsPublic = true });

        Assert.Equal(["private", "named", "of the laboratory"], await NamesAsync(TemplateScope.Mine, "alice"));
        Assert.Equal(["private", "named", "of the laboratory", "public"], await NamesAsync(TemplateScope.Readable, "alice", "@lab"));
        Assert.Equal(["named", "of the laboratory", "public"], await NamesAsync(TemplateScope.Readable, "bob"));
        Assert.Equal(["of the laboratory", "public"], await NamesAsync(TemplateScope.Readable, "dave", "@lab", "@other"));
        Assert.Equal(["public"], await NamesAsync(TemplateScope.Readable, "erin", "@third"));
        Assert.Equal(["public"], await NamesAsync(TemplateScope.Readable, "carol"));
        Assert.Empty(await NamesAsync(TemplateScope.Mine, "bob"));
        Assert.Equal(["private", "named", "of the laboratory", "public"], await NamesAsync(TemplateScope.All, "erin"));
    }

    [StoreFact]
    public async Task List_PageByPage_HasEachTemplateOnce()
    {
        var expected = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var (owner, content) = (i % 3) switch
            {
                0 => ("alice", Plain),
                1 => ("bob", Plain with { IsPublic = true }),
                _ => ("bob", Content("[]", "alice", "@lab")),
            };
            await SaveAsync(owner, $"t{i:00}", content);
            await SaveAsync("bob", $"hidden {i}", Plain);
            expected.Add($"t{i:00}");
        }

        foreach (var limit in (int[])[1, 3, 7, 20, 100])
        {
            var walked = new List<string>();
            TemplateId? after = null;
            TemplatePage page;
            do
            {
                page = await Templates.ListAsync(Query(TemplateScope.Readable, "alice", after, limit, "@lab"), default);
                Assert.True(page.Templates.Count == limit || !page.HasMore);
                walked.AddRange(page.Templates.Select(template => template.Header.Name));
                after = page.Templates[^1].Header.Id;
            }
            while (page.HasMore);
            Assert.Equal(expected, walked);
        }
    }

    [StoreFact]
    public async Task List_LongTemplates_ComeOnSeveralPages()
    {
        var keys = $"\"{new string('x', SampleTemplate.MaxBytes - 100)}\"";
        for (var i = 0; i < 20; i++)
            await SaveAsync("alice", $"t{i:00}", Content(keys));

        var first = await Templates.ListAsync(Query(TemplateScope.Mine, "alice", null, 1000), default);
        Assert.True(first.HasMore);
        Assert.InRange(first.Templates.Sum(template => template.Content.Keys.Length), 1, 16_000_000);
        var second = await Templates.ListAsync(Query(TemplateScope.Mine, "alice", first.Templates[^1].Header.Id, 1000), default);
        Assert.False(second.HasMore);
        Assert.Equal(20, first.Templates.Concat(second.Templates).Select(template => template.Header.Name).Distinct().Count());
    }

    /// <summary>Ids are of one millisecond here, so the order within it is theirs; this one counts.</summary>
    private int _saved;

    private SaveTemplate Save(string name, TemplateContent content) => new(
        new TemplateId(new Guid($"01a20000-0000-7000-8000-{Interlocked.Increment(ref _saved):x12}")), name, content);

    private async Task<TemplateHeader> SaveAsync(string user, string name, TemplateContent content) =>
        Assert.IsType<SavedTemplate>((await DoAsync(user, Save(name, content))).Result).Template;

    private async Task<OperationAnswer> DoAsync(string user, WriteOperation operation) =>
        (await Operations.ApplyAsync(Operate.As(user), [operation])).Answers[0];

    private async Task<IReadOnlyList<SampleTemplate>> ListAsync(TemplateScope scope, string user, params string[] groups) =>
        (await Templates.ListAsync(Query(scope, user, null, 1000, groups), default)).Templates;

    private async Task<string[]> NamesAsync(TemplateScope scope, string user, params string[] groups) =>
        [.. (await ListAsync(scope, user, groups)).Select(template => template.Header.Name)];

    private static TemplateQuery Query(TemplateScope scope, string user, TemplateId? after, int limit, params string[] groups) =>
        new(scope, Make.User(user), after, limit) { Groups = Make.Users(groups) };

    private static TemplateContent Content(string keys, params string[] readers) =>
        new(Make.Users(readers), false, Encoding.ASCII.GetBytes("""[{"id":"root","type":"BioReplicate"}]"""), Encoding.ASCII.GetBytes(keys));

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.ASCII.GetString(json.Span);

    private static (string?, bool, UserSet, string, string) Describe(TemplateContent content) =>
        (content.Title, content.IsPublic, content.Readers, Text(content.NodeTree), Text(content.Keys));
}
