namespace SampleService.Domain.Tests;

public class ErrorTests
{
    private static readonly SampleId Sample = SampleId.Parse("12345678-9abc-def0-1234-56789abcdef0");

    [Theory]
    [InlineData(ErrorKind.Unauthorized, "20000 Unauthorized")]
    [InlineData(ErrorKind.MissingParameter, "30000 Missing input parameter")]
    [InlineData(ErrorKind.IllegalParameter, "30001 Illegal input parameter")]
    [InlineData(ErrorKind.MetadataValidation, "30010 Metadata validation failed")]
    [InlineData(ErrorKind.ConcurrencyViolation, "40000 Concurrency violation")]
    [InlineData(ErrorKind.RequestIdUsed, "40010 Request ID used before")]
    [InlineData(ErrorKind.NoSuchUser, "50000 No such user")]
    [InlineData(ErrorKind.NoSuchSample, "50010 No such sample")]
    [InlineData(ErrorKind.NoSuchSampleVersion, "50020 No such sample version")]
    [InlineData(ErrorKind.NoSuchSampleNode, "50030 No such sample node")]
    [InlineData(ErrorKind.NoSuchWorkspaceData, "50040 No such workspace data")]
    [InlineData(ErrorKind.NoSuchDataLink, "50050 No such data link")]
    [InlineData(ErrorKind.NoSuchOffer, "50080 No such offer")]
    [InlineData(ErrorKind.OfferExists, "60020 Offer exists")]
    [InlineData(ErrorKind.NoSuchRelation, "50090 No such relation")]
    [InlineData(ErrorKind.RelationNotPossible, "60030 Relation not possible")]
    [InlineData(ErrorKind.NoSuchIdentifier, "50100 No such identifier")]
    [InlineData(ErrorKind.IdentifierInUse, "60040 Identifier in use")]
    [InlineData(ErrorKind.DataLinkExists, "60000 Data link exists for data ID")]
    [InlineData(ErrorKind.TooManyDataLinks, "60010 Too many data links")]
    [InlineData(ErrorKind.UnsupportedOperation, "100000 Unsupported operation")]
    public void Message_KindWithCode_HasCodeTypeAndTrimmedDetail(ErrorKind kind, string codeAndType)
    {
        var start = $"Sample service error code {codeAndType}";

        Assert.Equal($"{start}: a  b", ErrorCatalogue.Message(kind, "a  b"));
        Assert.Equal($"{start}: type:", ErrorCatalogue.Message(kind, "\u001c type: \n"));
        Assert.Equal(start, ErrorCatalogue.Message(kind, ""));
        Assert.Equal(start, ErrorCatalogue.Message(kind, " \u00a0\t"));
        Assert.Equal($"{start}: x", new ServiceException(kind, " x ").Message);
    }

    [Theory]
    [InlineData(ErrorKind.IllegalArgument, 70000, "Parameter")]
    [InlineData(ErrorKind.AuthenticationFailed, 70010, "Token")]
    [InlineData(ErrorKind.UpstreamFailure, 70020, "Upstream")]
    [InlineData(ErrorKind.ValidatorUnavailable, 70020, "Upstream")]
    [InlineData(ErrorKind.StorageFailure, 70030, "Storage")]
    [InlineData(ErrorKind.ClusterFailure, 70030, "Storage")]
    public void Message_KindThatKBaseHasNoCodeFor_IsTheDetailAsItIs(ErrorKind kind, int code, string type)
    {
        var entry = ErrorCatalogue.Find(kind);
        Assert.Equal((code, type, true), (entry?.Code, entry?.Type, entry?.IsPlain));
        Assert.Equal(" as it is ", ErrorCatalogue.Message(kind, " as it is "));
        Assert.Equal("", ErrorCatalogue.Message(kind, ""));
    }

    [Fact]
    public void Find_AllKinds_OnlyFaultsOfTheServiceAndStatesOfThePlatformHaveNone()
    {
        var without = Enum.GetValues<ErrorKind>().Where(kind => ErrorCatalogue.Find(kind) is null);

        Assert.Equal([ErrorKind.Unexpected, ErrorKind.Busy, ErrorKind.Starting, ErrorKind.RefusedByState], without);
    }

    [Fact]
    public void Find_KindsWithACodeOnEveryDoor_AreAllDifferent()
    {
        var codes = Enum.GetValues<ErrorKind>().Select(ErrorCatalogue.Find).OfType<CatalogueEntry>()
            .Where(entry => !entry.IsPlain).Select(entry => entry.Code).ToList();

        Assert.Equal(22, codes.Count);
        Assert.Equal(22, codes.Distinct().Count());
    }

    [Fact]
    public void NoSuch_SampleVersionAndNode_AreNamedAsInTheContract()
    {
        var version = VersionNumber.FromDigits("1180591620717411303424");

        Assert.Equal("Sample service error code 50010 No such sample: 12345678-9abc-def0-1234-56789abcdef0", ServiceException.NoSuchSample(Sample).Message);
        Assert.Equal(
            "Sample service error code 50020 No such sample version: 12345678-9abc-def0-1234-56789abcdef0 ver 1180591620717411303424",
            ServiceException.NoSuchVersion(Sample, version).Message);
        Assert.Equal(
            "Sample service error code 50030 No such sample node: 12345678-9abc-def0-1234-56789abcdef0 ver 3 node 1",
            ServiceException.NoSuchNode(Sample, new VersionNumber(3), new NodeId("node 1")).Message);
        Assert.Equal("params cannot be None", ServiceException.Argument("params cannot be None").Message);
    }
}
