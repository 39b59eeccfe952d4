using SampleService.Grains.Abstractions;
using SampleService.Domain;

namespace SampleService.Grains.Tests;

/// <summary>Where several processes share a database, no read is older than a write acknowledged before it began.</summary>
public sealed class FreshnessTests
{
    [Fact]
    public async Task Every_process_sees_a_version_as_soon_as_another_has_saved_it()
    {
        await using var first = GrainHost.Start(period: null);
        await using var second = first.Another();
        await using var third = first.Another();
        GrainHost[] processes = [first, second, third];
        var id = await first.NewSample();
        for (var head = 2; head < 20; head++)
        {
            Assert.Equal(head, await processes[head % 3].Grains.GetSample(id).Save(Make.Version(Make.Alice)));
            foreach (var process in processes)
                Assert.Equal(head, (await process.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
        }
    }

    [Fact]
    public async Task Right_given_or_taken_by_another_process_counts_at_once()
    {
        await using var here = GrainHost.Start(period: null);
        await using var elsewhere = here.Another();
        var id = await here.NewSample();
        var sample = here.Grains.GetSample(id);
        await Make.FailsWith(ErrorKind.Unauthorized, () => sample.Save(Make.Version(Make.Bob)));
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, write: ["bob"]));
        Assert.Equal(2, await sample.Save(Make.Version(Make.Bob)));
        Assert.Contains(new UserName("bob"), (await sample.GetAcls(Make.Bob)).Write);
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        await Make.FailsWith(ErrorKind.Unauthorized, () => sample.Authorize(Make.Bob, AccessLevel.Read));
    }

    [Fact]
    public async Task Change_that_seems_to_change_nothing_is_looked_at_again()
    {
        await using var here = GrainHost.Start(period: null);
        await using var elsewhere = here.Another();
        var id = await here.NewSample();
        await here.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        await elsewhere.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, remove: ["bob"]));
        await here.Grains.GetSample(id).ChangeAcls(Make.Acls(Make.Alice, read: ["bob"]));
        Assert.Contains(new UserName("bob"), (await elsewhere.Grains.GetSample(id).GetAcls(Make.Alice)).Read);
    }

    [Fact]
    public async Task Owner_of_the_database_asks_once_and_again_only_when_ownership_was_lost_in_between()
    {
        await using var host = GrainHost.Start(period: 1);
        var id = await host.NewSample();
        async Task Read(int times)
        {
            for (var i = 0; i < times; i++)
                await host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read);
        }

        await Read(3);
        Assert.Equal(0, host.Samples.Confirmations);
        host.Ownership.Epoch = null;
        await Read(3);
        Assert.Equal(3, host.Samples.Confirmations);
        host.Ownership.Epoch = 2;
        await Read(3);
        Assert.Equal(4, host.Samples.Confirmations);
        Assert.Equal(0, host.Samples.HeaderReads);
    }

    [Fact]
    public async Task What_was_written_elsewhere_while_ownership_was_lost_is_seen_when_it_is_back()
    {
        await using var host = GrainHost.Start(period: 1);
        var id = await host.NewSample();
        host.Ownership.Epoch = null;
        await using (var elsewhere = host.Another())
            await elsewhere.Grains.GetSample(id).Save(Make.Version(Make.Alice));
        host.Ownership.Epoch = 2;
        Assert.Equal(2, (await host.Grains.GetSample(id).Authorize(Make.Alice, AccessLevel.Read)).Head);
    }
}
