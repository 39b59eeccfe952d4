using System.Net;
using System.Text;
using SampleService.Client.Tests.Support;
using SampleService.Domain;
using Service = SampleService.JsonRpc;

namespace SampleService.Client.Tests;

/// <summary>The errors of both doors as exceptions, those too that a running service does not give at will.</summary>
public sealed class TranslationTests
{
    /// <summary>All states that the service refuses calls for.</summary>
    public static TheoryData<int, PlatformState> States
    {
        get
        {
            var states = new TheoryData<int, PlatformState>();
            foreach (var state in OfTheService)
                states.Add(Service.PlatformStateCodes.Of(state), (PlatformState)(int)state);
            return states;
        }
    }

    private static IEnumerable<Service.PlatformState> OfTheService =>
        Enum.GetValues<Service.PlatformState>().Where(state => state != Service.PlatformState.Active);

    [Fact]
    public void PlatformState_NamesAndNumbers_AreThoseOfTheService() => Assert.Equal(
        OfTheService.Select(state => (state.ToString(), (int)state)),
        Enum.GetValues<PlatformState>().Select(state => (state.ToString(), (int)state)));

    [Fact]
    public void PlatformStates_CodesOfTheService_AreAllKnown() =>
        Assert.Empty(Service.PlatformStateCodes.Errors.Where(error => PlatformStates.Find(error.Code) is null));

    [Fact]
    public void NodeErrors_TypeOfEachCode_IsThatOfTheCatalogue() =>
        Assert.Empty(ErrorCatalogue.All.Where(entry => NodeErrors.TypeOf(entry.Code) != entry.Type));

    [Theory]
    [MemberData(nameof(States))]
    public void NodeErrors_State_IsTold(int code, PlatformState state)
    {
        var error = NodeErrors.Translate(Fault(9, "Error during execution", $$"""[{"code":{{code}},"message":"later"}]"""));

        Assert.Equal((code, state, "later"), (error.Code, Assert.IsType<PlatformStateException>(error).State, error.Message));
    }

    [Theory]
    [InlineData(10, "Unauthorized action", """[{"code":2,"message":"Denied privileged API access for uid=1 gid=1"}]""")]
    [InlineData(-32602, "Invalid params", null)]
    [InlineData(9, "Error during execution", "[]")]
    [InlineData(9, "Error during execution", "[1]")]
    public void NodeErrors_OfTheEnvelope_KeepCodeAndMessage(int code, string message, string? data)
    {
        var error = NodeErrors.Translate(Fault(code, message, data));

        Assert.Equal((code, message, message), (error.Code, error.Type, error.Message));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void GatewayErrors_State_IsToldWithWhenToTryAgain(int code, PlatformState state)
    {
        var error = GatewayErrors.Translate(Fault(code, "later", $$"""{"state":{{(int)state}},"retryAfterMs":1500}"""));

        var refused = Assert.IsType<PlatformStateException>(error);
        Assert.Equal((code, state, TimeSpan.FromSeconds(1.5)), (refused.Code, refused.State, refused.RetryAfter));
    }

    [Fact]
    public void GatewayErrors_StateWithoutAName_KeepsItsNumber() =>
        Assert.Equal(77, (int)Assert.IsType<PlatformStateException>(GatewayErrors.Translate(Fault(-32010, "later", """{"state":77}"""))).State);

    [Theory]
    [InlineData(-32603, "Internal Error", """{"errorId":"1"}""")]
    [InlineData(-32601, "Method Not Found", null)]
    [InlineData(-32602, "Invalid Parameters", "7")]
    public void GatewayErrors_WithoutACodeOfTheCatalogue_KeepThatOfTheEnvelope(int code, string type, string? data)
    {
        var error = GatewayErrors.Translate(Fault(code, "What is wrong", data));

        Assert.Equal((code, type, "What is wrong"), (error.Code, error.Type, error.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad Gateway</html>")]
    [InlineData("[]")]
    [InlineData("""{"error":"bad gateway"}""")]
    public void GatewayErrors_AnswerOfSomebodyElse_IsNone(string body) =>
        Assert.Null(GatewayErrors.FindRefusal(HttpStatusCode.BadGateway, Encoding.UTF8.GetBytes(body)));

    private static RpcFault Fault(int code, string message, string? data) => new(code, message, data is null ? null : Ways.Json(data));
}
