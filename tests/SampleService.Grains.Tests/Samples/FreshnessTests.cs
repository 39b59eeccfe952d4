using SampleService.Domain;
using SampleService.Grains.Abstractions;

namespace SampleService.Grains.Tests;

/// <summary>Where several processes share a database, no read is older than a write acknowledged before it began.</summary>
public sealed class FreshnessTests(SharedDatabaseFixture processes) : IClassFixture<SharedDatabaseFixture>
{
    private readonly GrainHost _here = processes.Begin();

    [Fact]
    public async Task Save_InAnyProcess_IsSeenByAllAtOnce()
    {
        GrainHost[] all = [_here, await processes.ElsewhereAsync(), await processes.ElsewhereAsync(2)];
        var id = await _here.NewSample();
        for (var head = 2; head < 20; head++)
        {
            Assert.Equal(head, await all[head % 3].Grains.GetSample(id).Save(Make.Version(Make.Alice)));
            foreach (var process in all)
            {
                Assert.Equal(head, (await process.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
                Assert.Equal(head, await process.Read(Make.Alice, id));
            }
        }
    }

    [Fact]
    public async Task ChangeAcls_ByAnotherProcess_CountsAtOnce()
    {
        var elsewhere = await processes.ElsewhereAsync();
        var id = await _here.NewSample();
        var sample = _here.Grains.GetSample(id);
        await Make.FailsWith(ErrorKind.Unauthorized, () => sample.Save(Make.Version(Make.Bob)));
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, write: ["bob"]));
        Assert.Equal(2, await sample.Save(Make.Version(Make.Bob)));
        Assert.Contains(new UserName("bob"), (await sample.GetAcls(Make.Bob)).Write);
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        await Make.FailsWith(ErrorKind.Unauthorized, () => sample.Authorize(Make.Bob, AccessLevel.Read));
    }

    [Fact]
    public async Task ChangeAcls_SeemsToChangeNothing_IsLookedAtAgain()
    {
        var elsewhere = await processes.ElsewhereAsync();
        var id = await _here.NewSample();
        await _here.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        await _here.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        Assert.Contains(new UserName("bob"), (await elsewhere.Grains.GetSample(id).GetAcls(Make.Alice)).Read);
    }

    [Fact]
    public async Task Authorize_Owner_AsksAgainOnlyAfterOwnershipWasLost()
    {
        _here.Ownership.Gain();
        var id = await _here.NewSample();
        async Task Read(int times)
        {
            for (var i = 0; i < times; i++)
                await _here.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read);
        }

        await Read(3);
        Assert.Equal(0, _here.Samples.Reads.Confirmations);
        _here.Ownership.Lose();
        await Read(3);
        Assert.Equal(3, _here.Samples.Reads.Confirmations);
        _here.Ownership.Gain();
        await Read(3);
        Assert.Equal(4, _here.Samples.Reads.Confirmations);
        Assert.Equal(1, _here.Samples.Reads.Headers);
    }

    [Fact]
    public async Task Authorize_WrittenElsewhereWhileOwnershipWasLost_SeesIt()
    {
        _here.Ownership.Gain();
        var id = await _here.NewSample();
        Assert.Equal(1, (await _here.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
        _here.Ownership.Lose();
        await (await processes.ElsewhereAsync()).Grains.GetSample(id).Save(Make.Version(Make.Alice));
        _here.Ownership.Gain();
        Assert.Equal(2, (await _here.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
    }
}
