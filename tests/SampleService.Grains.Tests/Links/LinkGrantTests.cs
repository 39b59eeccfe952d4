using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>A link takes two grain calls: what the first granted goes along with the second, whose write checks it again.</summary>
public sealed class LinkGrantTests(GrainFixture processes) : IClassFixture<GrainFixture>
{
    private readonly GrainHost _host = processes.Begin();

    [Fact]
    public async Task Create_WithGrant_TakesTwoGrainCalls()
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit();
        _host.ResetCounts();
        var grant = await Authorize(Make.Alice, id);
        var link = await Create(Make.Link(Make.Alice, id, unit, grant: grant));
        Assert.Equal(2, _host.GrainCalls);
        Assert.Equal(link, await _host.Grains.GetDataLink(unit).GetActive());
    }

    [Fact]
    public async Task Create_WithoutGrant_AsksTheSampleItself()
    {
        var id = await _host.NewSample();
        _host.ResetCounts();
        await Create(Make.Link(Make.Alice, id, Make.NewUnit()));
        Assert.Equal(2, _host.GrainCalls);
    }

    [Fact]
    public async Task Create_ByAdministrator_AsksNobody()
    {
        var id = await _host.NewSample();
        _host.ResetCounts();
        await Create(Make.Link(Make.Administrator, id, Make.NewUnit()));
        Assert.Equal(1, _host.GrainCalls);
    }

    [Fact]
    public async Task Create_AclsChangedSinceTheGrantButStillAllowed_IsAuthorizedAnew()
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit();
        var grant = await Authorize(Make.Alice, id);
        await _host.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        _host.ResetCounts();
        var link = await Create(Make.Link(Make.Alice, id, unit, grant: grant));
        Assert.Equal(2, _host.GrainCalls);
        Assert.Equal(link, await _host.Grains.GetDataLink(unit).GetActive());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_RightTakenSinceTheGrant_IsRefused(bool elsewhere)
    {
        var id = await _host.NewSample();
        var unit = Make.NewUnit();
        await _host.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, admin: ["bob"]));
        var grant = await Authorize(Make.Bob, id);
        var other = elsewhere ? await processes.ElsewhereAsync() : _host;
        await other.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        var failure = await Make.FailsWith(ErrorKind.Unauthorized, () => Create(Make.Link(Make.Bob, id, unit, grant: grant)));
        Assert.Equal($"User bob cannot administrate sample {id}", failure.Detail);
        Assert.Null(await _host.Grains.GetDataLink(unit).GetActive());
    }

    [Fact]
    public async Task Create_VersionSavedAfterTheGrant_IsFound()
    {
        var id = await _host.NewSample();
        var grant = await Authorize(Make.Alice, id);
        Assert.Equal(1, grant.Head);
        await (await processes.ElsewhereAsync()).Grains.GetSample(id).Save(Make.Version(Make.Alice));
        var link = await Create(Make.Link(Make.Alice, id, Make.NewUnit(), version: 2, grant: grant));
        Assert.Equal(2, link.Sample.Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_SeveralFaults_NamesTheFirst(bool withGrant)
    {
        var id = await _host.NewSample();
        var missing = SampleId.New(TimeProvider.System);
        var unit = Make.NewUnit();
        await Create(Make.Link(Make.Alice, id, unit));
        var beyond = VersionNumber.FromDigits("1180591620717411303424");
        var grant = withGrant ? await Authorize(Make.Alice, id) : null;

        var noSample = await Make.FailsWith(ErrorKind.NoSuchSample,
            () => Create(Make.Link(Make.Alice, missing, unit, version: 9, node: "nowhere", grant: grant)));
        Assert.Equal(missing.ToString(), noSample.Detail);
        if (!withGrant)
            await Make.FailsWith(ErrorKind.Unauthorized, () => Create(Make.Link(Make.Bob, id, unit, version: 9, node: "nowhere")));
        var noVersion = await Make.FailsWith(ErrorKind.NoSuchSampleVersion,
            () => Create(Make.Link(Make.Alice, id, unit, version: 9, node: "nowhere", grant: grant)));
        Assert.Equal($"{id} ver 9", noVersion.Detail);
        noVersion = await Make.FailsWith(ErrorKind.NoSuchSampleVersion,
            () => Create(Make.Link(Make.Alice, id, unit, node: "nowhere", grant: grant) with { Version = beyond }));
        Assert.Equal($"{id} ver {beyond}", noVersion.Detail);
        var noNode = await Make.FailsWith(ErrorKind.NoSuchSampleNode,
            () => Create(Make.Link(Make.Alice, id, unit, node: "nowhere", grant: grant)));
        Assert.Equal($"{id} ver 1 nowhere", noNode.Detail);
        var exists = await Make.FailsWith(ErrorKind.DataLinkExists, () => Create(Make.Link(Make.Alice, id, unit, grant: grant)));
        Assert.Equal($"{unit}", exists.Detail);
    }

    [Fact]
    public async Task Create_ByAdministratorWithSeveralFaults_NamesTheFirst()
    {
        var missing = SampleId.New(TimeProvider.System);
        var id = await _host.NewSample();
        var unit = Make.NewUnit();
        await Create(Make.Link(Make.Administrator, id, unit));
        await Make.FailsWith(ErrorKind.NoSuchSample,
            () => Create(Make.Link(Make.Administrator, missing, unit, version: 9, node: "nowhere")));
        await Make.FailsWith(ErrorKind.NoSuchSampleVersion,
            () => Create(Make.Link(Make.Administrator, id, unit, version: 9, node: "nowhere")));
        await Make.FailsWith(ErrorKind.NoSuchSampleNode, () => Create(Make.Link(Make.Administrator, id, unit, node: "nowhere")));
        await Make.FailsWith(ErrorKind.DataLinkExists, () => Create(Make.Link(Make.Administrator, id, unit)));
    }

    private Task<SampleGrant> Authorize(Requester requester, SampleId id) =>
        _host.Grains.GetSample(id).Authorize(requester, AccessLevel.Admin);

    private Task<DataLink> Create(CreateLink command) => _host.Grains.GetDataLink(command.Unit).Create(command);
}
