using SampleService.Client.Tests.Support;

namespace SampleService.Client.Tests;

/// <summary>Every method, over every transport.</summary>
[Collection(ClientCollection.Name)]
public sealed class MethodTests(ClientServer server)
{
    public static TheoryData<Way> Each => Ways.All;

    [Theory]
    [MemberData(nameof(Each))]
    public Task Samples_SavedAndRead_AreAsTheyWereSaved(Way way) => AsAliceAsync(way, Story.SamplesAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Acls_Changed_AreChanged(Way way) => AsAliceAsync(way, Story.AclsAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Links_MadeAndEnded_AreListed(Way way)
    {
        await using var admin = server.Admin(way);
        await AsAliceAsync(way, alice => Story.LinksAsync(alice, admin));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public Task Samples_Found_AreThoseThatMatch(Way way) => AsAliceAsync(way, Story.FindingAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task History_OfAChange_IsTold(Way way) => AsAliceAsync(way, Story.HistoryAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Ownership_OfferedAndAccepted_IsAnothers(Way way)
    {
        await using var admin = server.Admin(way);
        await AsAliceAsync(way, alice => Story.OwnershipAsync(alice, admin));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public Task Relations_AddedAndEnded_AreFollowed(Way way) => AsAliceAsync(way, Story.RelationsAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Identifiers_AddedAndRemoved_AreFound(Way way) => AsAliceAsync(way, Story.IdentifiersAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Samples_Exported_AreLinkedData(Way way) => AsAliceAsync(way, Story.ExportAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Templates_Saved_AreListed(Way way) => AsAliceAsync(way, TemplateStory.RunAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Groups_MadeAndChanged_AreListed(Way way) => AsAliceAsync(way, Story.GroupsAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Events_OfAChange_AreTold(Way way) => AsAliceAsync(way, Story.EventsAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Metadata_OfADeployment_IsToldAndChecked(Way way) => AsAliceAsync(way, MetadataStory.MetadataAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Vocabularies_OfADeployment_AreListedAndNamed(Way way) => AsAliceAsync(way, MetadataStory.VocabulariesAsync);

    [Theory]
    [MemberData(nameof(Each))]
    public Task Status_OfTheService_IsTold(Way way) => AsAliceAsync(way, Story.StatusAsync);

    [Fact]
    public async Task Status_WithoutAToken_IsTold()
    {
        await using var anyone = SampleServiceClient.Connect(server.Process.Url);
        await Story.StatusAsync(anyone);
    }

    private async Task AsAliceAsync(Way way, Func<ISampleService, Task> story)
    {
        await using var alice = server.Alice(way);
        await story(alice);
    }
}
