using SampleService.JsonRpc;

namespace SampleService.Api;

/// <summary>What the methods that tell of the past share.</summary>
internal static class HistorySchemas
{
    public static Schema NullableText => Schema.Text() with { IsNullable = true };

    public static Schema NullableTime => Schema.Integer() with { IsNullable = true };

    public static readonly Member At = new(
        "at", Params.OptionalTime, "The moment, in milliseconds since 1970. Absent, null or not past: the present.");

    public static readonly Member Moment = new Member("at", Schema.Integer(), "The moment that was used.").Required();

    public static readonly Member Settled = new Member(
        "settled", Schema.Boolean, "Whether no write that is still under way can get a time at or before `at`: then the same is answered for ever, but for rights and withdrawal.").Required();

    public static readonly Member Next = new Member(
        "next", NullableText, "The cursor of the next page; null: that was all. A page may be short or empty and have a next one.").Required();

    public static readonly Member Examined = new Member(
        "examined", Schema.Integer(0) with { IsNullable = true }, "How many were looked at; null without `as_admin`.").Required();
}
