using System.CommandLine;

namespace SampleService.Cli;

/// <summary>Commands by which samples get other owners.</summary>
internal static class OfferCommands
{
    private const string SomeId = "01a2008e-1fe0-754b-a18a-a90e9734fdff";

    private static readonly Column[] Offer =
        [Column.Text("id"), Column.Text("from"), Column.Text("to"), Column.Text("keep"), Column.Text("message"), Column.Time("created"), Column.Time("expires")];

    public static Command Group => new CliCommand("offer", "Another owner for a sample: the owner offers it, and the addressee accepts.").Has(
        Make(),
        Answer("accept", "Make the user to whom it is offered the owner of a sample.", "SampleService.accept_offer"),
        Answer("decline", "End an offer that its addressee does not want.", "SampleService.decline_offer"),
        Answer("cancel", "Take an offer back, for the owner.", "SampleService.cancel_offer"),
        List());

    private static CallCommand Make()
    {
        var keep = new Option<string?>("--keep") { Description = "What the owner of now keeps; admin when not given.", HelpName = "admin|write|read|none" };
        keep.AcceptOnlyFromAmong("admin", "write", "read", "none");
        return new CallCommand(
            "make", "Offer a sample to a user. It is the addressee's when they accept.", "SampleService.offer_sample", Views.One(Offer),
            $"samplectl offer make {SomeId} bob --as-user alice", $"samplectl offer make {SomeId} bob --keep none --expires 2027-01-01 --message 'your site' --as-user alice")
            .Takes("id", Sample())
            .Takes("to", new Argument<string>("USER") { Description = "The user." })
            .Takes("keep", keep)
            .Takes("expires", Moments.Option("--expires", "Until when it can be accepted; 30 days when not given."))
            .Takes("message", new Option<string?>("--message") { Description = "What the addressee is told.", HelpName = "TEXT" })
            .AsSomebody();
    }

    private static CallCommand Answer(string name, string description, string method) =>
        new CallCommand(name, description, method, Views.None, $"samplectl offer {name} {SomeId} --as-user bob").Takes("id", Sample()).AsSomebody();

    private static CallCommand List()
    {
        var byMe = new Option<bool>("--by-me") { Description = "With --url: list what the caller offers; what is offered to them when not given." };
        var command = new CallCommand(
            "list", "List offers that can be accepted: by the socket all.", "SampleService.list_offers",
            result => [Views.ListOf(Cells.Find(result, "offers"), [.. Offer, Column.Text("name")])],
            "samplectl offer list", "samplectl --url http://127.0.0.1:5000 offer list --by-me")
            .Takes("limit", new Option<long?>("--limit") { Description = "How many at most, 1 to 1000; 100 when not given.", HelpName = "N" })
            .Takes("as_admin", new Option<bool>("--as-admin") { Description = "With --url: list those of all users. The log has it." });
        command.Options.Add(byMe);
        return command.Sends((given, writer) => writer.WriteString("direction", given.GetValue(byMe) ? "by_me" : "to_me"));
    }

    private static Argument<string> Sample() => new("SAMPLE") { Description = "The sample." };
}
