using System.Text.Json;
using SampleService.Domain;
using static SampleService.Upstream.Tests.Standalone.StandaloneHarness;

namespace SampleService.Upstream.Tests.Standalone;

/// <summary>What an empty deployment begins with, and what a start that stopped half-way leaves behind.</summary>
public sealed class StandaloneSeedTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Run_EmptyDatabase_CreatesAccountsDataAndTokens()
    {
        await using var alone = new StandaloneHarness();
        Assert.True(await alone.Seed.RunAsync(alone.Folder, default));
        var tokens = ReadTokens(alone);
        Assert.Equal(["alice", "bob", "admin"], tokens.Keys);
        foreach (var (name, token) in tokens)
            Assert.Equal(new UserName(name), (await alone.Tokens.FindOwnerAsync(token, default)).User);
        Assert.Equal(AdministratorRight.Full, await alone.Roles.FindRightAsync(tokens["admin"], Admin, default));
        Assert.Equal(AdministratorRight.None, await alone.Roles.FindRightAsync(tokens["alice"], Alice, default));
        var workspace = new WorkspaceId(1);
        Assert.Equal(WorkspacePermission.Admin, await alone.Workspaces.FindPermissionAsync(workspace, Alice, default));
        Assert.Equal(WorkspacePermission.Read, await alone.Workspaces.FindPermissionAsync(workspace, Bob, default));
        Assert.Equal(WorkspacePermission.None, await alone.Workspaces.FindPermissionAsync(workspace, null, default));
        Assert.NotNull(await alone.Workspaces.FindObjectTypeAsync(Upa.Parse("1/1/1"), default));
        Assert.NotNull(await alone.Workspaces.FindObjectTypeAsync(Upa.Parse("1/2/1"), default));
        Assert.DoesNotContain("sst_", alone.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TokenFile_IsPrivateWithOneTokenPerLine()
    {
        await using var alone = new StandaloneHarness();
        var folder = Path.Combine(alone.Folder, "new", "data");
        await alone.Seed.RunAsync(folder, default);
        var path = Path.Combine(folder, "tokens.json");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        Assert.Equal(["tokens.json"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.Matches("""^\{\n  "alice": "sst_[^"]+",\n  "bob": "sst_[^"]+",\n  "admin": "sst_[^"]+"\n\}\n$""", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Run_SecondStart_ChangesNothing()
    {
        await using var alone = new StandaloneHarness();
        await alone.Seed.RunAsync(alone.Folder, default);
        var before = await File.ReadAllTextAsync(TokenFile(alone));
        await alone.RestartAsync();
        Assert.False(await alone.Seed.RunAsync(alone.Folder, default));
        Assert.Equal(before, await File.ReadAllTextAsync(TokenFile(alone)));
        Assert.Equal(["tokens.json"], Directory.GetFiles(alone.Folder).Select(Path.GetFileName));
        Assert.Equal(3, (await alone.Administration.ListAccountsAsync(default)).Count);
        Assert.Single(await alone.Administration.ListTokensAsync(Alice, default));
    }

    [Fact]
    public async Task Run_TokenFileRemoved_IsNotCreatedAgain()
    {
        await using var alone = new StandaloneHarness();
        await alone.Seed.RunAsync(alone.Folder, default);
        File.Delete(TokenFile(alone));
        Assert.False(await alone.Seed.RunAsync(alone.Folder, default));
        Assert.Empty(Directory.GetFiles(alone.Folder));
    }

    [Fact]
    public async Task Run_StoppedBeforeAccountsWereStored_BeginsAgain()
    {
        await using var alone = new StandaloneHarness();
        await File.WriteAllTextAsync(TokenFile(alone) + ".pending", "{\"alice\": \"sst_ha");
        Assert.True(await alone.Seed.RunAsync(alone.Folder, default));
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(ReadTokens(alone)["alice"], default)).User);
        Assert.Equal(["tokens.json"], Directory.GetFiles(alone.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Run_StoppedBeforeFileWasRenamed_RenamesIt()
    {
        await using var alone = new StandaloneHarness();
        await alone.Seed.RunAsync(alone.Folder, default);
        var before = await File.ReadAllTextAsync(TokenFile(alone));
        File.Move(TokenFile(alone), TokenFile(alone) + ".pending");
        await alone.RestartAsync();
        Assert.False(await alone.Seed.RunAsync(alone.Folder, default));
        Assert.Equal(before, await File.ReadAllTextAsync(TokenFile(alone)));
        Assert.Equal(["tokens.json"], Directory.GetFiles(alone.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Run_FileOfEarlierDatabase_IsKeptUnderOtherName()
    {
        await using var alone = new StandaloneHarness();
        await File.WriteAllTextAsync(TokenFile(alone), "first");
        await File.WriteAllTextAsync(TokenFile(alone) + ".1", "older");
        Assert.True(await alone.Seed.RunAsync(alone.Folder, default));
        Assert.Equal("older", await File.ReadAllTextAsync(TokenFile(alone) + ".1"));
        Assert.Equal("first", await File.ReadAllTextAsync(TokenFile(alone) + ".2"));
        Assert.Equal(Alice, (await alone.Tokens.FindOwnerAsync(ReadTokens(alone)["alice"], default)).User);
    }

    [Fact]
    public async Task Run_TokensOfAccountsThatTheDatabaseHasNot_IsRefusedAndChangesNothing()
    {
        await using var alone = new StandaloneHarness();
        await File.WriteAllTextAsync(TokenFile(alone), "{\"alice\": \"sst_x\"}");

        var refusal = await Assert.ThrowsAsync<UpstreamConfigurationException>(() => alone.Seed.RunAsync(alone.Folder, default));

        Assert.Contains("a token of alice", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("{\"alice\": \"sst_x\"}", await File.ReadAllTextAsync(TokenFile(alone)));
        Assert.True(await alone.Accounts.IsEmptyAsync(default));
    }

    [Fact]
    public async Task Run_UnrelatedPendingFile_IsLeftAlone()
    {
        await using var alone = await WithAccountsAsync();
        await File.WriteAllTextAsync(TokenFile(alone) + ".pending", "{\"alice\": \"sst_x\"}");
        Assert.False(await alone.Seed.RunAsync(alone.Folder, default));
        Assert.Equal(["tokens.json.pending"], Directory.GetFiles(alone.Folder).Select(Path.GetFileName));
        Assert.Contains("5023", alone.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnwritableFile_StoresNoAccounts()
    {
        await using var alone = new StandaloneHarness();
        var notAFolder = Path.Combine(alone.Folder, "file");
        await File.WriteAllTextAsync(notAFolder, "");
        await Assert.ThrowsAsync<UpstreamConfigurationException>(() => alone.Seed.RunAsync(notAFolder, default));
        Assert.True(await alone.Accounts.IsEmptyAsync(default));
        Assert.True(await alone.Seed.RunAsync(alone.Folder, default));
    }

    [Fact]
    public async Task Check_NoAccounts_Passes()
    {
        await using var alone = new StandaloneHarness();
        await alone.Check.CheckAsync(default);
    }

    [Fact]
    public async Task Skip_NoAccounts_WarnsWithTheReason()
    {
        await using var alone = new StandaloneHarness();
        await alone.Seed.SkipAsync(alone.Folder, "it rains", default);
        Assert.Contains("5024", alone.Log.Text, StringComparison.Ordinal);
        Assert.Contains("since it rains", alone.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_TokenFileOfTheFirstAccountsIsGone_IsTold(bool seeds)
    {
        await using var alone = new StandaloneHarness();
        await alone.Seed.RunAsync(alone.Folder, default);
        File.Delete(TokenFile(alone));
        await StartAgainAsync(alone, seeds);
        Assert.Contains("5025", alone.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_TokenFileIsThere_IsNotToldOfLoss(bool seeds)
    {
        await using var alone = new StandaloneHarness();
        await alone.Seed.RunAsync(alone.Folder, default);
        await StartAgainAsync(alone, seeds);
        Assert.DoesNotContain("5025", alone.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AccountsThatNeverHadAFile_IsNotToldOfLoss()
    {
        await using var alone = new StandaloneHarness();
        await alone.Administration.CreateAccountAsync(Admin, null, ["full_admin"], default);
        await StartAgainAsync(alone, seeds: true);
        Assert.DoesNotContain("5025", alone.Log.Text, StringComparison.Ordinal);
    }

    private static Task StartAgainAsync(StandaloneHarness alone, bool seeds) =>
        seeds ? alone.Seed.RunAsync(alone.Folder, default) : alone.Seed.SkipAsync(alone.Folder, "it rains", default);

    private static string TokenFile(StandaloneHarness alone) => Path.Combine(alone.Folder, "tokens.json");

    private static Dictionary<string, string> ReadTokens(StandaloneHarness alone) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(TokenFile(alone)))!;
}
