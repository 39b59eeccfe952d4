using SampleService.Domain;

namespace SampleService.Storage.Sql;

/// <summary>Rows of the statements of <see cref="HistoryStore"/> as values.</summary>
internal static class HistoryRows
{
    public static SampleMoment ReadSample(ISqlRow row, UserName? user)
    {
        var owner = row.GetUser(1);
        return new SampleMoment(
            GetSample(row, 0), owner, Level(owner, row, 2, row.GetBoolean(3), user), row.GetBoolean(3), row.GetInt64(4), row.GetTimestamp(5), GetUserOrNull(row, 10) ?? owner,
            row.GetBoolean(6), ReadWithdrawal(row, 7), row.IsNull(11) ? 0 : (int)row.GetInt64(11));
    }

    public static Withdrawal? ReadWithdrawal(ISqlRow row, int column) => row.IsNull(column)
        ? null
        : new Withdrawal(row.GetUser(column + 1), row.GetTimestamp(column), row.IsNull(column + 2) ? "" : row.GetString(column + 2));

    public static (SampleId Sample, UserName User, AccessLevel Level) ReadAcl(ISqlRow row) =>
        (GetSample(row, 0), row.GetUser(1), ParseLevel(row.GetString(2)));

    /// <summary>A change without the state before it.</summary>
    public static AclChange ReadAclState(ISqlRow row, int column) => new(
        row.GetInt64(column), row.GetTimestamp(column + 1), GetUserOrNull(row, column + 2), row.GetBoolean(column + 3), row.GetBoolean(column + 4), null,
        AclState.Read(row.GetString(column + 5)));

    public static AclChange ReadAclChange(ISqlRow row) =>
        ReadAclState(row, 0) with { Before = row.IsNull(6) ? null : AclState.Read(row.GetString(6)) };

    public static SampleVersion ReadVersion(ISqlRow row) => new(
        new SampleVersionId(GetSample(row, 0), (int)row.GetInt64(1)), row.GetUser(2), GetStringOrNull(row, 3), row.GetBytes(5), row.GetTimestamp(4));

    public static VersionEntry ReadVersionEntry(ISqlRow row) => new(
        (int)row.GetInt64(0), GetStringOrNull(row, 1), (int)row.GetInt64(2), GetStringOrNull(row, 3), row.GetBoolean(4), row.GetUser(5),
        row.GetTimestamp(6));

    public static DataLink ReadLink(ISqlRow row) => new(
        new LinkId(Guid.Parse(row.GetString(0))),
        new DataUnit(new Upa(new WorkspaceId(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3)), row.GetString(4)),
        new SampleVersionId(GetSample(row, 5), (int)row.GetInt64(6)), new NodeId(row.GetString(7)), row.GetUser(8), row.GetTimestamp(9),
        GetUserOrNull(row, 10), row.GetTimestampOrNull(11));

    public static FoundRelation ReadRelation(ISqlRow row, UserName? user) =>
        new(GetSample(row, 0), ReadRelation(row, 1), Level(row.GetUser(13), row, 14, row.GetBoolean(15), user));

    /// <summary>A relation whose columns begin at one.</summary>
    public static Relation ReadRelation(ISqlRow row, int column) => new(
        Guid.Parse(row.GetString(column)), (RelationType)RelationTypes.Names.IndexOf(row.GetString(column + 1)), ReadEnd(row, column + 2),
        ReadEnd(row, column + 5), row.GetTimestamp(column + 8), row.GetUser(column + 9), row.GetTimestampOrNull(column + 10),
        GetUserOrNull(row, column + 11));

    public static IdentifierEntry ReadIdentifier(ISqlRow row) => new(
        row.GetInt64(0),
        new SampleIdentifier(
            row.GetString(1), row.GetString(2), GetSample(row, 3), GetNodeOrNull(row, 4), row.GetTimestamp(5), row.GetUser(6), row.GetTimestampOrNull(7),
            GetUserOrNull(row, 8)));

    public static WithdrawalEntry ReadWithdrawalEntry(ISqlRow row) => new(
        row.GetInt64(0), row.GetTimestamp(1), row.GetUser(2), row.GetBoolean(3), row.IsNull(4) ? null : (int)row.GetInt64(4), GetStringOrNull(row, 5));

    public static SampleId GetSample(ISqlRow row, int column) => new(Guid.Parse(row.GetString(column)));

    private static RelatedSample ReadEnd(ISqlRow row, int column) =>
        new(GetSample(row, column), row.IsNull(column + 1) ? null : (int)row.GetInt64(column + 1), GetNodeOrNull(row, column + 2));

    private static AccessLevel Level(UserName owner, ISqlRow row, int column, bool publicRead, UserName? user) =>
        SampleAcls.LevelOf(user == owner, row.IsNull(column) ? AccessLevel.None : (AccessLevel)row.GetInt64(column), publicRead);

    private static AccessLevel ParseLevel(string level) => level switch
    {
        AclLevels.Admin => AccessLevel.Admin,
        AclLevels.Write => AccessLevel.Write,
        _ => AccessLevel.Read,
    };

    private static string? GetStringOrNull(ISqlRow row, int column) => row.IsNull(column) ? null : row.GetString(column);

    private static UserName? GetUserOrNull(ISqlRow row, int column) => row.IsNull(column) ? null : row.GetUser(column);

    private static NodeId? GetNodeOrNull(ISqlRow row, int column) => row.IsNull(column) ? null : new NodeId(row.GetString(column));
}
