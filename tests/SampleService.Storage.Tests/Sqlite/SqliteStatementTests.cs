using SampleService.Storage.Sqlite;

namespace SampleService.Storage.Tests.Sqlite;

public sealed class SqliteStatementTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase _database = null!;

    public Task InitializeAsync()
    {
        _database = SqliteStores.Open(_folder);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("ñ 🧬 \u0001")]
    public Task Text_ComesBackAsItWas(string text) => ReadAsync(session =>
    {
        Assert.Equal(text, session.Prepare("SELECT @text").Bind("@text", text).ReadString());
        Assert.Equal("text", session.Prepare("SELECT typeof(@text)").Bind("@text", text).ReadString());
        var utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.Equal("text", session.Prepare("SELECT typeof(@text)").BindText("@text", utf8).ReadString());
        Assert.Equal(utf8, session.Prepare("SELECT @text").BindText("@text", utf8).ReadSingle(row => row.GetBytes(0)));
    });

    [Fact]
    public Task LongText_ComesBackAsItWas() => ReadAsync(session =>
    {
        foreach (var length in (int[])[340, 341, 342, 1024, 100_000])
        {
            var text = new string('語', length);
            Assert.Equal(text, session.Prepare("SELECT @text").Bind("@text", text).ReadString());
        }
    });

    [Fact]
    public Task Values_ComeBackAsTheyWere() => ReadAsync(session =>
    {
        var id = Guid.NewGuid();
        byte[] blob = [0, 255, 7];
        session.Prepare("SELECT @long, @int, @yes, @no, @id, @blob, @empty, @null, @unbound")
            .Bind("@long", long.MinValue).Bind("@int", int.MaxValue).Bind("@yes", true).Bind("@no", false)
            .Bind("@id", id).Bind("@blob", blob).Bind("@empty", ReadOnlyMemory<byte>.Empty).Bind("@null", (long?)null)
            .ForEach(row =>
            {
                Assert.Equal((long.MinValue, int.MaxValue), (row.GetInt64(0), row.GetInt32(1)));
                Assert.Equal((true, false), (row.GetBoolean(2), row.GetBoolean(3)));
                Assert.Equal((id, id.ToString("D")), (row.GetGuid(4), row.GetString(4)));
                Assert.Equal(blob, row.GetBytes(5));
                Assert.False(row.IsNull(6));
                Assert.Equal((true, true), (row.IsNull(7), row.IsNull(8)));
                Assert.Null(row.GetInt64OrNull(7));
                Assert.Null(row.GetStringOrNull(8));
            });
    });

    [Fact]
    public Task Parameters_AnyOrderAndRepeated_AreBoundByName() => ReadAsync(session =>
    {
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                "a-b-a",
                session.Prepare("SELECT @a || '-' || @b || '-' || @a").Bind("@b", "b").Bind("@a", "a").ReadString());
        Assert.Throws<ArgumentException>(() => session.Prepare("SELECT @a").Bind("@c", 1));
    });

    [Fact]
    public Task Bindings_OfAFailedUse_AreGone() => ReadAsync(session =>
    {
        session.Prepare("SELECT @a, @b").Bind("@a", "left over");
        Assert.Null(session.Prepare("SELECT @a, @b").Bind("@b", "new").ReadString());
        Assert.Throws<FormatException>(() => session.Prepare("SELECT @a, @b").Bind("@a", "x")
            .ReadSingle<int>(_ => throw new FormatException()));
        Assert.Null(session.Prepare("SELECT @a, @b").ReadString());
    });

    [Fact]
    public Task Prepare_SeveralStatements_Refused() => ReadAsync(
        session => Assert.Throws<ArgumentException>(() => session.Prepare("SELECT 1; SELECT 2")));

    private Task ReadAsync(Action<SqliteSession> query) => _database.ReadAsync(
        session =>
        {
            query(session);
            return true;
        },
        default).AsTask();
}
