using System.Net;

namespace SampleService.JsonRpc.Tests;

/// <summary>What is admitted of whom.</summary>
public class AdmissionTests
{
    private const string Echo = """{"id":1,"method":"Service.echo","params":[{}]}""";

    private static readonly IPAddress Here = IPAddress.Loopback;
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.1");

    private readonly Admission _admission = new(new RequestLimits { BytesInFlight = 8000, AnonymousBytesInFlight = 4000 });

    [Fact]
    public void TryReserve_ValidToken_UpToTheWhole()
    {
        var allowance = Confirmed();

        Assert.True(allowance.TryReserve(7500));
        Assert.False(allowance.TryReserve(501));
        Assert.True(allowance.TryReserve(500));
        allowance.Release(8000);

        AssertNothingIsLeft();
    }

    [Fact]
    public void TryReserve_NoToken_UpToTheShareOfTheAddress()
    {
        var (first, second, other) = (Anonymous(Here), Anonymous(Here), Anonymous(Elsewhere));

        Assert.True(first.TryReserve(600));
        Assert.False(second.TryReserve(401));
        Assert.True(second.TryReserve(400));
        Assert.True(other.TryReserve(1000));
        first.Release(600);
        Assert.True(second.TryReserve(600));

        second.Release(1000);
        other.Release(1000);
        AssertNothingIsLeft();
    }

    [Fact]
    public void TryReserve_NoTokenFromManyAddresses_LeavesMostToOthers()
    {
        var taken = Enumerable.Range(0, 200).Select(i => Anonymous(new IPAddress([198, 51, 100, (byte)i]))).Count(a => a.TryReserve(500));

        Assert.InRange(taken, 1, 8);
        Assert.Equal(500 * taken, _admission.AnonymousBytesInFlight);
        Assert.True(Confirmed().TryReserve(4000));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:2", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    public void TryReserve_AddressesOfOneNetwork_HaveOneShare(string one, string other, bool isOne)
    {
        Assert.True(Anonymous(IPAddress.Parse(one)).TryReserve(1000));
        Assert.Equal(!isOne, Anonymous(IPAddress.Parse(other)).TryReserve(1000));
    }

    [Fact]
    public void Confirm_AfterBytesWereTaken_TheyAreOfTheOthersNoMore()
    {
        var (first, second) = (Anonymous(Here), Anonymous(Here));
        Assert.True(first.TryReserve(1000));

        first.Confirm("alice");

        Assert.Equal((1000, 0), (_admission.BytesInFlight, _admission.AnonymousBytesInFlight));
        Assert.True(second.TryReserve(1000));
        first.Release(1000);
        second.Release(1000);
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_RequestBeforeKeptBytes_GivesThemBack(bool isConfirmed)
    {
        var allowance = isConfirmed ? Confirmed() : Anonymous(Here);
        Assert.True(allowance.TryReserve(1000));

        allowance.Open(Elsewhere);

        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Handle_TooManyCalls_AreBusyExceptStatus()
    {
        var door = new Door(new RequestLimits { ConcurrentCalls = 1 });
        Assert.True(door.Allowance.TryBegin(1, 0));
        var held = door.Allowance;

        var (outcome, text) = await door.Send(Echo, "good");

        Assert.True(outcome.IsBusy);
        Assert.Contains("\"code\":-32008,\"name\":\"Platform State Error\",\"message\":\"The platform is busy\"", text);
        Assert.False((await door.Send("""{"id":1,"method":"Service.status","params":[]}""")).Outcome.IsError);
        held.End();
        Assert.False((await door.Send(Echo, "good")).Outcome.IsError);
        Assert.Equal(0, door.Admission.CallsInFlight);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("bad", true)]
    [InlineData("good", false)]
    [InlineData("new", false)]
    public async Task Handle_PartWithoutTokenIsUsedUp_CallersWithAValidOneAreAnswered(string? token, bool isBusy)
    {
        var door = new Door(new RequestLimits { BytesInFlight = 8000, AnonymousBytesInFlight = 4000 });
        var attacker = new Allowance(door.Admission);
        attacker.Open(Here);
        Assert.True(attacker.TryReserve(1000));

        Assert.Equal(isBusy, (await door.Send(Echo, token)).Outcome.IsBusy);

        attacker.Release(1000);
        Assert.Equal(0, door.Admission.BytesInFlight);
    }

    [Fact]
    public async Task Handle_MethodRunsOutOfMemory_IsBusy()
    {
        var door = new Door();

        var (outcome, answer) = await door.Send("""{"id":1,"method":"Service.exhausts","params":[{}]}""");

        Assert.True(outcome.IsBusy);
        Assert.Contains("\"message\":\"The platform is busy\"", answer, StringComparison.Ordinal);
        Assert.Equal(-32008, Assert.Single(door.Records).Outcome);
    }

    /// <summary>It has happened, so it would be wrong to say that the service was too busy for it.</summary>
    [Theory]
    [InlineData("Service.writes", "\"result\":[\"xxx")]
    [InlineData("Service.fails_to_write", "\"message\":\"for the caller\"")]
    public async Task Handle_NoRoomForTheAnswerOfAWrite_IsAnsweredAllTheSame(string method, string answer)
    {
        var door = new Door();
        var id = new string('i', 300_000);

        var (outcome, text) = await door.Send($$"""{"id":"{{id}}","method":"{{method}}","params":[{}]}""", "good");

        Assert.False(outcome.IsBusy);
        Assert.Contains(answer, text, StringComparison.Ordinal);
        Assert.Contains(id, text, StringComparison.Ordinal);
        door.Allowance.Release(door.Hoard);
        Assert.Equal(0, door.Admission.BytesInFlight);
    }

    [Fact]
    public async Task Handle_NoRoomForTheAnswerOfARead_IsBusy()
    {
        var door = new Door();

        Assert.True((await door.Send("""{"id":1,"method":"Service.reads","params":[{}]}""", "good")).Outcome.IsBusy);

        door.Allowance.Release(door.Hoard);
        Assert.Equal(0, door.Admission.BytesInFlight);
    }

    private Allowance Anonymous(IPAddress address)
    {
        var allowance = new Allowance(_admission);
        allowance.Open(address);
        return allowance;
    }

    private Allowance Confirmed()
    {
        var allowance = Anonymous(Here);
        allowance.Confirm("alice");
        return allowance;
    }

    private void AssertNothingIsLeft() => Assert.Equal((0, 0), (_admission.BytesInFlight, _admission.AnonymousBytesInFlight));
}
