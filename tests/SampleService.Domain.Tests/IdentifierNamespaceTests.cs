using FsCheck;
using FsCheck.Fluent;

namespace SampleService.Domain.Tests;

public class IdentifierNamespaceTests
{
    [Theory]
    [InlineData("igsn", true)]
    [InlineData("doi", true)]
    [InlineData("IGSN", false)]
    [InlineData("~alice", true)]
    [InlineData("@soil-lab", true)]
    [InlineData("~", false)]
    [InlineData("@ ", false)]
    [InlineData("", false)]
    [InlineData("~ alice", false)]
    [InlineData("~a\u0000", false)]
    [InlineData("@a\u0007", false)]
    public void IsKnown_Name_IsTold(string name, bool isKnown) => Assert.Equal(isKnown, IdentifierNamespace.IsKnown(name));

    [Theory]
    [InlineData("igsn", "ieawh0001", "10.58052/IEAWH0001")]
    [InlineData("igsn", "IGSN:IEAWH0001", "10.58052/IEAWH0001")]
    [InlineData("igsn", "https://igsn.org/IEAWH0001", "10.58052/IEAWH0001")]
    [InlineData("igsn", "https://doi.org/10.58052/ieawh0001", "10.58052/IEAWH0001")]
    [InlineData("igsn", "10.60471/abc-1.x", "10.60471/ABC-1.X")]
    [InlineData("igsn", "AU-1234", "AU-1234")]
    [InlineData("igsn", "AU/12-3.x", "AU/12-3.X")]
    [InlineData("igsn", "10.58052", null)]
    [InlineData("igsn", "10.58052/", null)]
    [InlineData("igsn", "/x", null)]
    [InlineData("igsn", "IEAW\u212a0001", null)]
    [InlineData("igsn", "a b", null)]
    [InlineData("igsn", "", null)]
    [InlineData("biosample", "samn01", "SAMN01")]
    [InlineData("biosample", "SAMEA12", "SAMEA12")]
    [InlineData("biosample", "SAME12", null)]
    [InlineData("biosample", "SAMN1\n", null)]
    [InlineData("doi", "doi:10.1234/ABC", "10.1234/abc")]
    [InlineData("doi", "https://doi.org/10.1234/a(b)", "10.1234/a(b)")]
    [InlineData("doi", "10.12/x", null)]
    [InlineData("doi", "10.1000.10/ABC", "10.1000.10/abc")]
    [InlineData("doi", "10.1234/\u212a", null)]
    [InlineData("ark", "ark:/12345/x-y-Z", "ark:12345/xyZ")]
    [InlineData("ark", "https://n2t.net/ark:12345/x", "ark:12345/x")]
    [InlineData("ark", "ark:123/x", null)]
    [InlineData("ark", "ark:12345/--", null)]
    [InlineData("~alice", " Core 1 ", "Core 1")]
    [InlineData("~alice", " ", null)]
    public void Canonical_Value_IsInOneForm(string name, string value, string? canonical) =>
        Assert.Equal(canonical, IdentifierNamespace.Canonical(name, value));

    [Fact]
    public void Canonical_LongerThanAnyRegistrysAre_IsNone()
    {
        Assert.NotNull(IdentifierNamespace.Canonical("doi", "10.1234/" + new string('x', 992)));
        Assert.Null(IdentifierNamespace.Canonical("doi", "10.1234/" + new string('x', 993)));
        Assert.Null(IdentifierNamespace.Canonical("~alice", new string('x', 257)));
    }

    [Fact]
    public void Canonical_AnyFormOfAnyValue_IsTheKeptFormWhichIsItsOwn() => Properties.ForAll(
        Forms,
        one =>
        {
            var (name, kept, written) = one;
            Assert.Equal(kept, IdentifierNamespace.Canonical(name, written));
            Assert.Equal(kept, IdentifierNamespace.Canonical(name, kept));
        });

    [Fact]
    public void Canonical_AnyText_IsNothingOrItsOwnKeptFormThatDatabasesHold() => Properties.ForAll(
        Gen.Elements("igsn", "biosample", "doi", "ark", "~alice", "@lab").Zip(Texts),
        one =>
        {
            var (name, text) = one;
            if (IdentifierNamespace.Canonical(name, text) is not { } kept)
                return;
            Assert.Equal(kept, IdentifierNamespace.Canonical(name, kept));
            Assert.True(ContractText.IndexOfControlCharacter(kept) < 0);
            Assert.True(name[0] is '~' or '@' || System.Text.Ascii.IsValid(kept));
        });

    [Theory]
    [InlineData("igsn", "alice", true)]
    [InlineData("~alice", "alice", true)]
    [InlineData("~alice", "bob", false)]
    [InlineData("~Alice", "alice", false)]
    [InlineData("@soil-lab", "alice", true)]
    [InlineData("@other-lab", "alice", false)]
    public void RequireUser_NamespaceOfOthers_IsRefused(string name, string user, bool isAllowed)
    {
        var groups = UserSet.Of([new UserName("@soil-lab")]);
        if (isAllowed)
            IdentifierNamespace.RequireUser(name, new UserName(user), groups);
        else
            Assert.Equal(
                $"User {user} cannot use namespace {name}",
                Assert.Throws<ServiceException>(() => IdentifierNamespace.RequireUser(name, new UserName(user), groups)).Detail);
    }

    /// <summary>Namespace, kept form, and one of the forms that stand for it, in any letter case where that does not count.</summary>
    private static Gen<(string Name, string Kept, string Written)> Forms =>
        from kind in Gen.Choose(0, 5)
        from name in Gen.Elements("IEAWH0301", "A", "9X9", "zz7Q")
        from form in Gen.Choose(0, 3)
        from upper in Gen.Elements(true, false)
        select kind switch
        {
            0 => ("igsn", "10.58052/" + name.ToUpperInvariant(), Cased(upper, form switch
            {
                0 => name,
                1 => "igsn:" + name,
                2 => "https://igsn.org/" + name,
                _ => "https://doi.org/10.58052/" + name,
            })),
            1 => ("igsn", "10.60510/" + name.ToUpperInvariant() + "-1.B", Cased(upper, (form % 2 == 0 ? "" : "IGSN:") + "10.60510/" + name + "-1.b")),
            2 => ("biosample", "SAMEA" + form, Cased(upper, "samea" + form)),
            3 => ("doi", "10.1234/" + name.ToLowerInvariant() + "(1)", Cased(upper, (form % 2 == 0 ? "doi:" : "https://doi.org/") + "10.1234/" + name + "(1)")),
            4 => ("ark", "ark:12345/" + name, (form % 2 == 0 ? "" : "https://n2t.net/") + (upper ? "ark:/" : "ARK:") + "12345/-" + name + "-"),
            _ => ("~alice", name, $" {name}\t"),
        };

    private static Gen<string> Texts =>
        from parts in Gen.Elements("igsn:", "10.", "58052", "/", "-", "SAM", "EA", "1", "ark:", "https://doi.org/", "12345", "x", "\u212a", "\u0130", " ", "\0", "\ud800", "\U0001F30D")
            .ListOf()
        select string.Concat(parts);

    private static string Cased(bool upper, string text) => upper ? text.ToUpperInvariant() : text.ToLowerInvariant();
}
